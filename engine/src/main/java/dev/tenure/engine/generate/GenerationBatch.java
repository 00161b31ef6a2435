package dev.tenure.engine.generate;

import dev.tenure.annotations.Pooled;
import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.model.Decoder;
import dev.tenure.engine.model.DecoderBatch;
import dev.tenure.engine.model.DecoderSession;
import dev.tenure.engine.model.PromptPrefix;
import dev.tenure.engine.tokenizer.TextTokenizer;
import dev.tenure.memory.TensorPool;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Fulfils several requests at once: each step gives a token to every request that is running, in
/// one pass over the model's weights, and a request that ends makes room for one that waits.
///
/// A request gets what it would get alone, and its failure is its own: the others go on. The memory
/// for the keys and values of a place is kept for the next request until the batch closes. It
/// belongs to the thread that opened it.
@Pooled
public final class GenerationBatch implements AutoCloseable {
  private static final int[] NOTHING = {};

  private final TextTokenizer tokenizer;
  private final byte[][] words;
  private final Decoder decoder;
  private final TensorPool pool;
  private final CacheFormat format;
  private final int capacity;
  private final DecoderBatch batch;
  private final List<BatchPlace> places = new ArrayList<>();
  private final Queue<WaitingRequest> waiting = new ArrayDeque<>();

  /// The places, sessions and tokens of a pass.
  private final BatchPlace[] running;

  private final DecoderSession[] sessions;
  private final int[] ids;

  GenerationBatch(
      TextTokenizer tokenizer,
      byte[][] words,
      Decoder decoder,
      TensorPool pool,
      CacheFormat format,
      int capacity,
      @Pooled DecoderBatch batch) {
    this.tokenizer = tokenizer;
    this.words = words;
    this.decoder = decoder;
    this.pool = pool;
    this.format = format;
    this.capacity = capacity;
    this.batch = batch;
    this.running = new BatchPlace[batch.largest()];
    this.sessions = new DecoderSession[batch.largest()];
    this.ids = new int[batch.largest()];
  }

  /// Adds a request, which begins as soon as a step finds room for it.
  ///
  /// @param promptIds the tokens of the prompt, at least one
  /// @param request what to generate
  /// @param listener hears of each token and may cancel
  /// @return where the result will be
  /// @throws IllegalArgumentException if the prompt is empty or longer than the context
  public BatchTicket submit(int[] promptIds, GenerationRequest request, TokenListener listener) {
    Turn turn = new Turn(tokenizer, words, NOTHING, promptIds, request, listener, capacity);
    return add(null, turn);
  }

  /// Adds a request whose prompt follows a prefix that it shares with others.
  ///
  /// @param prefix what comes before the prompt, in this batch's format; not closed, and may be
  ///   closed at once
  /// @param promptIds the tokens that follow the prefix, at least one
  /// @param request what to generate
  /// @param listener hears of each token and may cancel
  /// @return where the result will be
  /// @throws IllegalArgumentException if the prefix is of another model or format, or if the prompt
  ///   is empty or does not fit into the context after the prefix
  /// @throws IllegalStateException if the prefix was closed
  public BatchTicket submit(
      PromptPrefix prefix, int[] promptIds, GenerationRequest request, TokenListener listener) {
    prefix.requireFor(decoder, format, capacity);
    int room = capacity - prefix.length();
    Turn turn = new Turn(tokenizer, words, prefix.ids(), promptIds, request, listener, room);
    return add(prefix.retain(), turn);
  }

  private BatchTicket add(@Pooled @Nullable PromptPrefix prefix, Turn turn) {
    BatchTicket ticket = new BatchTicket();
    waiting.add(new WaitingRequest(prefix, new BatchPlace.Request(turn, ticket)));
    return ticket;
  }

  /// Lets waiting requests begin where there is room, and gives a token to each that is running.
  ///
  /// @return whether there is anything left to do
  /// @throws dev.tenure.memory.MemoryLimitException if the pool has no room for a further place
  public boolean step() {
    admit();
    int count = 0;
    for (BatchPlace place : places) {
      if (!place.isFree()) {
        running[count] = place;
        sessions[count] = place.session();
        ids[count] = place.token();
        count++;
      }
    }
    if (count > 0) {
      batch.decode(sessions, ids, count);
      for (int i = 0; i < count; i++) {
        running[i].proceed(batch.logits(i));
      }
    }
    return count > 0 || !waiting.isEmpty();
  }

  /// Takes steps until every request is through.
  ///
  /// @throws dev.tenure.memory.MemoryLimitException if the pool has no room for a further place
  public void run() {
    boolean more = true;
    while (more) {
      more = step();
    }
  }

  private void admit() {
    while (!waiting.isEmpty() && places.size() < batch.largest() && noneIsFree()) {
      places.add(openPlace());
      start();
    }
    start();
  }

  private boolean noneIsFree() {
    return places.stream().noneMatch(BatchPlace::isFree);
  }

  /// Fills the free places. A request may end with its first token, so a place is asked again.
  private void start() {
    for (BatchPlace place : places) {
      while (place.isFree() && !waiting.isEmpty()) {
        try (WaitingRequest next = waiting.remove()) {
          place.start(next.request(), next.prefix());
        }
      }
    }
  }

  private BatchPlace openPlace() {
    return new BatchPlace(DecoderSession.open(decoder, pool, format, capacity, 1));
  }

  /// Gives all memory back to the pool; requests that are not through stay without a result. A
  /// second call does nothing.
  @Override
  public void close() {
    places.forEach(BatchPlace::close);
    places.clear();
    waiting.forEach(WaitingRequest::close);
    waiting.clear();
    batch.close();
  }
}
