package dev.tenure.engine.generate;

/// Says which tokens may come next, as a grammar does.
///
/// It is asked before probabilities are computed, so that those of the allowed tokens sum to 1.
public interface TokenFilter {
  /// Lets every token through.
  TokenFilter NONE = logits -> {};

  /// Sets the logits of the tokens that may not come next to negative infinity.
  ///
  /// @param logits one for each token, to be changed in place
  void apply(float[] logits);

  /// Hears which token was chosen.
  ///
  /// @param id the token
  default void accept(int id) {}
}
