package dev.tenure.engine.model;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Pooled;
import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.kernel.CacheLayout;
import dev.tenure.engine.kernel.Rotary;
import dev.tenure.engine.kernel.Workers;
import dev.tenure.memory.SharedTensor;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;

/// What one conversation with a decoder owns: its threads, its cache of keys and values, and its
/// position.
///
/// The cache grows by pages out of the pool, after those of its prefix if it has one. It belongs to
/// the thread that opened it.
@Pooled
public final class DecoderState implements AutoCloseable {
  private static final int PAGE_LENGTH = 32;

  private final Arena arena;
  private final Workers workers;
  private final TensorScope scope;
  private final Rotary rotary;
  private final Decoder decoder;
  private final CacheFormat format;
  private final KeyValueCache cache;
  private final int capacity;
  private int position;

  private DecoderState(
      @Pooled Arena arena,
      @Pooled Workers workers,
      @Pooled TensorScope scope,
      Decoder decoder,
      CacheFormat format,
      int capacity) {
    DecoderConfig config = decoder.config();
    this.arena = arena;
    this.workers = workers;
    this.scope = scope;
    this.decoder = decoder;
    this.format = format;
    this.capacity = capacity;
    this.rotary = decoder.rotary(capacity, arena);
    CacheLayout layout =
        new CacheLayout(format, config.cacheHeads(), config.headWidth(), PAGE_LENGTH);
    this.cache =
        new KeyValueCache(
            scope, layout, config.layers(), config.slidingWindow().furthest(), capacity);
  }

  /// Begins a conversation.
  ///
  /// @param decoder the model
  /// @param pool where pages are rented; not closed
  /// @param format how keys and values are held
  /// @param capacity how many positions there may be; the model's context length at most
  /// @param threads how many threads compute
  /// @return a state that the caller closes, on this thread
  /// @throws IllegalArgumentException if the capacity or the number of threads does not fit
  @SuppressWarnings("MustBeClosedChecker") // The state owns all three; on a throw they close here.
  public static DecoderState open(
      Decoder decoder, TensorPool pool, CacheFormat format, int capacity, int threads) {
    if (capacity < 1 || capacity > decoder.config().contextLength()) {
      throw new IllegalArgumentException(
          "a context of %d tokens; the model takes 1 to %d"
              .formatted(capacity, decoder.config().contextLength()));
    }
    TensorScope scope = pool.openScope();
    try {
      Workers workers = Workers.of(threads);
      Arena arena = Arena.ofShared();
      try {
        return new DecoderState(arena, workers, scope, decoder, format, capacity);
      } catch (Throwable e) {
        arena.close();
        workers.close();
        throw e;
      }
    } catch (Throwable e) {
      scope.close();
      throw e;
    }
  }

  /// Rents pages for so many more tokens, so that none is rented while they are computed. Where a
  /// window slides, these are no more than the window and a part of a prompt take.
  ///
  /// @param tokens how many
  /// @throws IllegalArgumentException if they do not fit into the context any more
  /// @throws dev.tenure.memory.MemoryLimitException if the pages do not fit into the pool
  public void reserve(int tokens) {
    if (tokens < 0 || tokens > capacity - position) {
      throw new IllegalArgumentException(
          "%d more tokens after %d do not fit into a context of %d"
              .formatted(tokens, position, capacity));
    }
    cache.reserve(position, tokens);
  }

  /// Puts the pages in place that so many more tokens are written to.
  ///
  /// @param tokens how many, of those that were [reserved][#reserve]
  @NoAllocation
  void prepare(int tokens) {
    cache.prepare(position, tokens);
  }

  /// Goes back, so that the tokens from a position on are forgotten.
  ///
  /// @param to a position at or before the current one
  /// @throws IllegalArgumentException if it is none
  /// @throws IllegalStateException if the model has a sliding window, and of the window before that
  ///   position not everything is kept any more
  public void rewind(int to) {
    if (to < 0 || to > position) {
      throw new IllegalArgumentException("cannot go back from %d to %d".formatted(position, to));
    }
    cache.rewind(to);
    position = to;
  }

  /// Forgets everything, its prefix too.
  ///
  /// @throws IllegalStateException if this was closed
  public void restart() {
    requireOpen();
    begin(PrefixPins.none());
  }

  /// Forgets everything and goes on after a prefix.
  ///
  /// @param prefix what the conversation begins with; not closed
  /// @throws IllegalArgumentException if the prefix is of another decoder or format, or too long
  /// @throws IllegalStateException if the prefix was closed, or this
  public void restart(PromptPrefix prefix) {
    requireOpen();
    prefix.requireFor(decoder, format, capacity);
    begin(prefix.pin());
  }

  private void requireOpen() {
    if (!scope.isOpen()) {
      throw new IllegalStateException("the conversation was closed");
    }
  }

  private void begin(@Pooled PrefixPins prefix) {
    cache.begin(prefix);
    position = prefix.length();
  }

  /// Hands the pages over that the next token sees, by layer and page, to who closes them. The
  /// state cannot be used afterwards.
  SharedTensor[][] share(TensorPool pool) {
    return cache.share(pool, position);
  }

  /// Returns how many tokens were read.
  ///
  /// @return the position of the next token
  @NoAllocation
  public int position() {
    return position;
  }

  /// Returns how many tokens there may be.
  ///
  /// @return the number of positions
  public int capacity() {
    return capacity;
  }

  @NoAllocation
  void advance(int tokens) {
    position += tokens;
  }

  @NoAllocation
  Workers workers() {
    return workers;
  }

  @NoAllocation
  Rotary rotary() {
    return rotary;
  }

  @NoAllocation
  CacheLayout layout() {
    return cache.layout();
  }

  @NoAllocation
  @Borrowed("this")
  Tensor[] pages(int layer) {
    return cache.pages(layer);
  }

  /// Gives everything back. A second call does nothing.
  @Override
  public void close() {
    scope.close();
    cache.close();
    workers.close();
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
