package dev.tenure.engine.generate;

/// Hears of each generated token, on the thread that generates.
@FunctionalInterface
public interface TokenListener {
  /// Hears nothing and never stops.
  TokenListener NONE = (id, logProbability) -> true;

  /// Hears of a token.
  ///
  /// @param id the token
  /// @param logProbability the natural logarithm of its probability, before temperature
  /// @return whether to go on; false cancels
  boolean token(int id, double logProbability);
}
