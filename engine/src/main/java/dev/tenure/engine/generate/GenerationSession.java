package dev.tenure.engine.generate;

import com.sun.management.ThreadMXBean;
import dev.tenure.annotations.Pooled;
import dev.tenure.engine.generate.Generation.StopReason;
import dev.tenure.engine.model.DecoderSession;
import dev.tenure.engine.tokenizer.TextTokenizer;
import dev.tenure.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A conversation: each turn continues what was read and generated before.
///
/// It belongs to the thread that opened it.
@Pooled
public final class GenerationSession implements AutoCloseable {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final TextTokenizer tokenizer;
  private final DecoderSession session;
  private final byte[][] words;

  GenerationSession(TextTokenizer tokenizer, @Pooled DecoderSession session) {
    this.tokenizer = tokenizer;
    this.session = session;
    this.words = new byte[tokenizer.vocabulary().size()][];
    for (int id = 0; id < words.length; id++) {
      words[id] = tokenizer.bytes(id);
    }
  }

  /// Reads a prompt and generates what follows.
  ///
  /// @param promptIds the tokens of the prompt, at least one
  /// @param request what to generate
  /// @param listener hears of each token and may cancel
  /// @return what was generated
  /// @throws IllegalArgumentException if the prompt is empty or does not fit into the context
  public Generation generate(int[] promptIds, GenerationRequest request, TokenListener listener) {
    if (promptIds.length == 0) {
      throw new IllegalArgumentException("the prompt has no tokens");
    }
    int room = session.capacity() - session.position() - promptIds.length;
    if (room < 0) {
      throw new IllegalArgumentException(
          "the prompt has %d tokens, and the context room for %d"
              .formatted(promptIds.length, session.capacity() - session.position()));
    }
    int limit = Math.min(request.maxTokens(), room);
    Turn turn = new Turn(promptIds, request, listener, limit);
    StopReason reason = turn.run();
    return turn.result(
        reason == StopReason.MAX_TOKENS && limit < request.maxTokens()
            ? StopReason.CONTEXT_FULL
            : reason);
  }

  /// Forgets all that was read and generated.
  public void restart() {
    session.rewind(0);
  }

  /// Gives all memory back to the pool. A second call does nothing.
  @Override
  public void close() {
    session.close();
  }

  /// One call of [#generate]: arrays for as many tokens as there may be, then a loop that fills
  /// them.
  private final class Turn {
    private final int[] promptIds;
    private final GenerationRequest request;
    private final TokenListener listener;
    private final Sampler sampler;
    private final StopTexts stops;
    private final int[] ids;
    private final double[] logProbabilities;
    private final long[] allocated;
    private int count;
    private long start;
    private long promptEnd;

    Turn(int[] promptIds, GenerationRequest request, TokenListener listener, int limit) {
      this.promptIds = promptIds.clone();
      this.request = request;
      this.listener = listener;
      this.sampler = new Sampler(request.sampling(), words.length);
      this.stops = new StopTexts(request.stops());
      this.ids = new int[limit];
      this.logProbabilities = new double[limit];
      this.allocated = new long[limit + 1];
    }

    StopReason run() {
      start = System.nanoTime();
      for (int id : promptIds) {
        sampler.see(id);
      }
      Tensor logits = session.prefill(promptIds);
      session.reserve(ids.length);
      promptEnd = System.nanoTime();
      while (count < ids.length) {
        allocated[count] = THREADS.getCurrentThreadAllocatedBytes();
        int id = sampler.choose(logits, request.filter());
        if (request.stopsAtEnd() && tokenizer.vocabulary().isEnd(id)) {
          return StopReason.END_TOKEN;
        }
        StopReason reason = accept(id);
        logits = session.decode(id);
        if (reason != null) {
          return reason;
        }
      }
      return StopReason.MAX_TOKENS;
    }

    private @Nullable StopReason accept(int id) {
      ids[count] = id;
      logProbabilities[count] = sampler.logProbability();
      count++;
      sampler.see(id);
      request.filter().accept(id);
      boolean goOn = listener.token(id, sampler.logProbability());
      if (stops.read(words[id])) {
        return StopReason.STOP_TEXT;
      }
      if (!goOn) {
        return StopReason.CANCELLED;
      }
      boolean late = System.nanoTime() - start > request.timeLimit().toNanos();
      return late ? StopReason.TIME_LIMIT : null;
    }

    Generation result(StopReason reason) {
      long end = System.nanoTime();
      int[] generated = Arrays.copyOf(ids, count);
      String text = StopTexts.cut(tokenizer.decodeAfter(promptIds, generated), request.stops());
      return new Generation(
          promptIds,
          generated,
          Arrays.copyOf(logProbabilities, count),
          text,
          reason,
          medianBytes(),
          promptEnd - start,
          end - promptEnd);
    }

    /// The median, because code that is not compiled yet allocates, and compiled code does not.
    private long medianBytes() {
      if (count < 3) {
        return 0;
      }
      long[] differences = new long[count - 2];
      for (int i = 0; i < differences.length; i++) {
        differences[i] = allocated[i + 2] - allocated[i + 1];
      }
      Arrays.sort(differences);
      return differences[differences.length / 2];
    }
  }
}
