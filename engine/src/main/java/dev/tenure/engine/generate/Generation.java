package dev.tenure.engine.generate;

/// What was generated, and how.
///
/// @param promptIds the tokens of the prompt
/// @param generatedIds the tokens that follow; with [StopReason#STOP_TEXT] those of the stop text
///   too
/// @param logProbabilities the natural logarithm of each one's probability
/// @param text the generated text, without a stop text
/// @param reason why it ended
/// @param bytesPerToken how many bytes the thread allocated on the heap for a token: the median
///   over the tokens after the first, listener included
/// @param promptNanos how long the prompt took
/// @param decodeNanos how long the tokens took
@SuppressWarnings("ArrayRecordComponent") // Identity is all that is ever asked of a result.
public record Generation(
    int[] promptIds,
    int[] generatedIds,
    double[] logProbabilities,
    String text,
    StopReason reason,
    long bytesPerToken,
    long promptNanos,
    long decodeNanos) {
  /// Why generation ended.
  public enum StopReason {
    /// As many tokens as asked for.
    MAX_TOKENS,
    /// The context is full.
    CONTEXT_FULL,
    /// A token that ends a text or a turn; it is not among the generated ones.
    END_TOKEN,
    /// A stop text.
    STOP_TEXT,
    /// The listener said so.
    CANCELLED,
    /// The time was over.
    TIME_LIMIT
  }
}
