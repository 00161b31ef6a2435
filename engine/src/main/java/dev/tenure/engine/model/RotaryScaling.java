package dev.tenure.engine.model;

/// How a model's rotary frequencies were changed, so that it takes texts longer than those it was
/// first trained on. Immutable.
public sealed interface RotaryScaling {
  /// Leaves the frequencies as they are.
  ///
  /// @return no scaling
  static RotaryScaling none() {
    return new Linear(1);
  }

  /// Returns the frequencies of the pairs of a head.
  ///
  /// @param base the base of the plain frequencies, which are `base^(-2i/width)`
  /// @param width how many elements of a head are turned, an even number
  /// @return the angle from one position to the next for each pair, in radians
  default double[] frequencies(double base, int width) {
    double[] frequencies = new double[width / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = scaled(i, Math.pow(base, -2.0 * i / width), base, width);
    }
    return frequencies;
  }

  /// Returns the frequency of one pair.
  ///
  /// @param pair the number of the pair
  /// @param frequency its plain frequency
  /// @param base the base of the plain frequencies
  /// @param width how many elements of a head are turned
  /// @return the changed frequency
  double scaled(int pair, double frequency, double base, int width);

  /// Returns what turned elements are multiplied by.
  ///
  /// @return 1 but for YaRN
  default double magnitude() {
    return 1;
  }

  /// Returns how long texts may be.
  ///
  /// @param contextLength the length that the model's files name
  /// @return that length, or the one that the change was made for if that is more
  default int contextLength(int contextLength) {
    return contextLength;
  }

  /// Positions lie closer together: "position interpolation", Chen et al., arXiv:2306.15595.
  ///
  /// @param factor what positions are divided by
  record Linear(double factor) implements RotaryScaling {
    /// Checks the factor.
    ///
    /// @throws IllegalArgumentException if it is not positive
    public Linear {
      requirePositive("factor", factor);
    }

    @Override
    public double scaled(int pair, double frequency, double base, int width) {
      return frequency / factor;
    }
  }

  /// Pairs that turn seldom within the original length are slowed down, those that turn often are
  /// not, and those between are so in part: the scaling of Llama 3.1's reference implementation.
  ///
  /// @param factor what slow frequencies are divided by
  /// @param lowFactor how many turns within the original length are seldom, or less
  /// @param highFactor how many are often, or more
  /// @param originalLength how long the texts of the first training were, in tokens
  record Llama3(double factor, double lowFactor, double highFactor, int originalLength)
      implements RotaryScaling {
    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one is not positive, or seldom is not less than often
    public Llama3 {
      requirePositive("factor", factor);
      requirePositive("low_freq_factor", lowFactor);
      requirePositive("high_freq_factor", highFactor - lowFactor);
      requirePositive("original length", originalLength);
    }

    @Override
    public double scaled(int pair, double frequency, double base, int width) {
      double turns = originalLength * frequency / (2 * Math.PI);
      double kept = Math.clamp((turns - lowFactor) / (highFactor - lowFactor), 0, 1);
      return kept * frequency + (1 - kept) * frequency / factor;
    }
  }

  /// As [Llama3], with a ramp over the numbers of pairs instead of their frequencies, and larger
  /// queries and keys: "YaRN", Peng et al., arXiv:2309.00071.
  ///
  /// @param factor how many times longer texts are
  /// @param originalLength how long the texts of the first training were, in tokens
  /// @param fastTurns how many turns within that length are often: 32 in the paper
  /// @param slowTurns how many are seldom: 1 in the paper
  /// @param magnitude what turned elements are multiplied by: in the paper [#magnitudeOf]
  record Yarn(
      double factor, int originalLength, double fastTurns, double slowTurns, double magnitude)
      implements RotaryScaling {
    /// Keeps the ramp from having no length.
    private static final double SHORTEST_RAMP = 0.001;

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one is not positive
    public Yarn {
      requirePositive("factor", factor);
      requirePositive("original length", originalLength);
      requirePositive("beta_fast", fastTurns);
      requirePositive("beta_slow", slowTurns);
      requirePositive("attention factor", magnitude);
    }

    /// Returns the magnitude that the paper recommends.
    ///
    /// @param factor how many times longer texts are
    /// @return `0.1 ln(factor) + 1`, and 1 for texts that are not longer
    public static double magnitudeOf(double factor) {
      return factor <= 1 ? 1 : 0.1 * Math.log(factor) + 1;
    }

    @Override
    public double scaled(int pair, double frequency, double base, int width) {
      double from = Math.max(0, Math.floor(pairThatTurns(fastTurns, base, width)));
      double to = Math.min(width - 1.0, Math.ceil(pairThatTurns(slowTurns, base, width)));
      double slowed = Math.clamp((pair - from) / Math.max(SHORTEST_RAMP, to - from), 0, 1);
      return (1 - slowed) * frequency + slowed * frequency / factor;
    }

    /// The number of the pair, with a fraction, that makes so many turns in the original length.
    private double pairThatTurns(double turns, double base, int width) {
      return width * Math.log(originalLength / (turns * 2 * Math.PI)) / (2 * Math.log(base));
    }

    @Override
    public int contextLength(int contextLength) {
      return (int) Math.max(contextLength, Math.min(Integer.MAX_VALUE, factor * originalLength));
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "the rotary scaling's %s %s is out of range".formatted(name, value));
    }
  }
}
