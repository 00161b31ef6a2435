package dev.tenure.engine.generate;

/// How the next token is chosen from the logits. Immutable.
///
/// @param temperature what logits are divided by; 0 for the best token always (greedy)
/// @param topK how many of the best tokens are considered; 0 for all
/// @param topP the share of probability that the considered tokens have together, from above 0 to 1
///   (Holtzman et al., arXiv:1904.09751)
/// @param minP the least probability of a considered token, as a share of the best one's, from 0 to
///   1
/// @param repetitionPenalty what positive logits of tokens that occurred are divided by, and
///   negative ones multiplied by (Keskar et al., arXiv:1909.05858); 1 for none
/// @param seed what the choices follow from
public record Sampling(
    double temperature, int topK, double topP, double minP, double repetitionPenalty, long seed) {
  /// Always the best token.
  public static final Sampling GREEDY = new Sampling(0, 0, 1, 0, 1, 0);

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Sampling {
    require(temperature >= 0 && temperature < Double.POSITIVE_INFINITY, "temperature", temperature);
    require(topK >= 0, "top-k", topK);
    require(topP > 0 && topP <= 1, "top-p", topP);
    require(minP >= 0 && minP <= 1, "min-p", minP);
    require(
        repetitionPenalty > 0 && repetitionPenalty < Double.POSITIVE_INFINITY,
        "repetition penalty",
        repetitionPenalty);
  }

  private static void require(boolean holds, String name, double value) {
    if (!holds) {
      throw new IllegalArgumentException("the %s cannot be %s".formatted(name, value));
    }
  }
}
