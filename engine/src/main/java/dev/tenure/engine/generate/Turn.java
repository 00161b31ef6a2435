package dev.tenure.engine.generate;

import com.sun.management.ThreadMXBean;
import dev.tenure.engine.generate.Generation.StopReason;
import dev.tenure.engine.tokenizer.TextTokenizer;
import dev.tenure.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A request while it is fulfilled: arrays for as many tokens as there may be, and what fills them.
///
/// Who drives it computes the logits, so that it works for one session and for many together:
/// [#begin], the prompt, [#promptIsRead], then [#choose] and [#accept] by turns as long as
/// [#choose] says so, and [#result].
final class Turn {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final TextTokenizer tokenizer;
  private final byte[][] words;
  private final int[] prefixIds;
  private final int[] promptIds;
  private final GenerationRequest request;
  private final TokenListener listener;
  private final Sampler sampler;
  private final StopTexts stops;
  private final int[] ids;
  private final double[] logProbabilities;
  private final long[] allocated;
  private @Nullable StopReason reason;
  private int chosen;
  private int count;
  private long start;
  private long promptEnd;

  /// Creates a turn.
  ///
  /// @param words what each token stands for
  /// @param prefixIds the tokens of the shared prefix that the prompt follows, which the repetition
  ///   penalty counts too
  /// @param room how many tokens there may be, those of the prompt included
  /// @throws IllegalArgumentException if the prompt is empty or longer than that
  Turn(
      TextTokenizer tokenizer,
      byte[][] words,
      int[] prefixIds,
      int[] promptIds,
      GenerationRequest request,
      TokenListener listener,
      int room) {
    requireRoom(promptIds.length, room);
    this.tokenizer = tokenizer;
    this.words = words;
    this.prefixIds = prefixIds;
    this.promptIds = promptIds.clone();
    this.request = request;
    this.listener = listener;
    this.sampler = new Sampler(request.sampling(), words.length);
    this.stops = new StopTexts(request.stops());
    int limit = Math.min(request.maxTokens(), room - promptIds.length);
    this.ids = new int[limit];
    this.logProbabilities = new double[limit];
    this.allocated = new long[limit + 1];
  }

  private static void requireRoom(int promptLength, int room) {
    if (promptLength == 0) {
      throw new IllegalArgumentException("the prompt has no tokens");
    }
    if (promptLength > room) {
      throw new IllegalArgumentException(
          "the prompt has %d tokens, and the context room for %d".formatted(promptLength, room));
    }
  }

  int[] promptIds() {
    return promptIds;
  }

  /// Returns how many tokens may be generated.
  int limit() {
    return ids.length;
  }

  void begin() {
    start = System.nanoTime();
    see(prefixIds);
    see(promptIds);
  }

  private void see(int[] read) {
    for (int id : read) {
      if (id >= 0 && id < words.length) {
        sampler.see(id);
      }
    }
  }

  void promptIsRead() {
    promptEnd = System.nanoTime();
  }

  /// Chooses the next token, unless it was the last one.
  ///
  /// @param logits what follows the last token
  /// @return whether there is a next one, which must be accepted and read
  boolean choose(Tensor logits) {
    stopWhereFull();
    if (reason != null) {
      return false;
    }
    allocated[count] = THREADS.getCurrentThreadAllocatedBytes();
    chosen = sampler.choose(logits, request.filter());
    if (request.stopsAtEnd() && tokenizer.vocabulary().isEnd(chosen)) {
      reason = StopReason.END_TOKEN;
      return false;
    }
    return true;
  }

  /// Takes the chosen token over and tells the listener.
  void accept() {
    ids[count] = chosen;
    logProbabilities[count] = sampler.logProbability();
    count++;
    sampler.see(chosen);
    request.filter().accept(chosen);
    boolean goOn = listener.token(chosen, sampler.logProbability());
    if (stops.read(words[chosen])) {
      reason = StopReason.STOP_TEXT;
    } else if (!goOn) {
      reason = StopReason.CANCELLED;
    } else if (System.nanoTime() - start > request.timeLimit().toNanos()) {
      reason = StopReason.TIME_LIMIT;
    }
    stopWhereFull();
  }

  private void stopWhereFull() {
    if (reason == null && count == ids.length) {
      reason = count < request.maxTokens() ? StopReason.CONTEXT_FULL : StopReason.MAX_TOKENS;
    }
  }

  /// Tells whether the last token that was accepted ends the turn.
  boolean isOver() {
    return reason != null;
  }

  /// Returns the token that was accepted last.
  int last() {
    return chosen;
  }

  Generation result() {
    long end = System.nanoTime();
    int[] generated = Arrays.copyOf(ids, count);
    String text = StopTexts.cut(tokenizer.decodeAfter(promptIds, generated), request.stops());
    return new Generation(
        promptIds,
        generated,
        Arrays.copyOf(logProbabilities, count),
        text,
        reason == null ? StopReason.CANCELLED : reason,
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
