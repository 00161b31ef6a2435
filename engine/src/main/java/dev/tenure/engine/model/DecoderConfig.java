package dev.tenure.engine.model;

import dev.tenure.engine.kernel.RotaryLayout;

/// The sizes and constants of a decoder of the Llama family. Immutable.
///
/// @param vocabularySize the number of tokens
/// @param hiddenSize the length of a token's row
/// @param layers the number of layers
/// @param heads the number of heads of queries
/// @param cacheHeads the number of heads of keys and values, which divides `heads`
/// @param headWidth the length of a head
/// @param intermediateSize the length of a row inside the feed-forward part
/// @param contextLength how many positions the model was made for
/// @param epsilon what keeps normalisation from dividing by zero
/// @param rotaryLayout which elements of a head are turned together
/// @param rotaryBase the base of the rotary frequencies
/// @param rotaryWidth how many elements of a head are turned
/// @param rotaryScaling how the rotary frequencies were changed
/// @param slidingWindow how far back the layers see
public record DecoderConfig(
    int vocabularySize,
    int hiddenSize,
    int layers,
    int heads,
    int cacheHeads,
    int headWidth,
    int intermediateSize,
    int contextLength,
    float epsilon,
    RotaryLayout rotaryLayout,
    double rotaryBase,
    int rotaryWidth,
    RotaryScaling rotaryScaling,
    SlidingWindow slidingWindow) {

  /// Checks that the sizes fit together.
  ///
  /// @throws IllegalArgumentException if they do not
  public DecoderConfig {
    requirePositive("vocabulary size", vocabularySize);
    requirePositive("hidden size", hiddenSize);
    requirePositive("number of layers", layers);
    requirePositive("number of heads", heads);
    requirePositive("number of heads of keys", cacheHeads);
    requirePositive("width of a head", headWidth);
    requirePositive("intermediate size", intermediateSize);
    requirePositive("context length", contextLength);
    if (heads % cacheHeads != 0) {
      throw new IllegalArgumentException(
          "%d heads cannot share %d heads of keys".formatted(heads, cacheHeads));
    }
    if (rotaryWidth < 0 || rotaryWidth > headWidth || rotaryWidth % 2 != 0) {
      throw new IllegalArgumentException(
          "%d elements of a head of %d cannot be turned".formatted(rotaryWidth, headWidth));
    }
    if (!(rotaryBase > 0) || !(epsilon >= 0)) {
      throw new IllegalArgumentException(
          "rotary base %s and epsilon %s must be positive".formatted(rotaryBase, epsilon));
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("the %s is %d".formatted(name, value));
    }
  }

  /// Returns the length of all queries of a token.
  ///
  /// @return heads times width
  public int querySize() {
    return Math.multiplyExact(heads, headWidth);
  }

  /// Returns the length of all keys of a token.
  ///
  /// @return heads of keys times width
  public int cacheSize() {
    return Math.multiplyExact(cacheHeads, headWidth);
  }
}
