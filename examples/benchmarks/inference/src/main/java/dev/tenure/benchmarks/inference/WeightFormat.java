package dev.tenure.benchmarks.inference;

/// How a generated file holds a matrix: the type's number in GGUF, and its blocks of 32 elements.
enum WeightFormat {
  /// 32 signed bytes after a half-precision scale.
  Q8_0(8, 34, 73.9f),
  /// 32 halves of bytes, less 8, after a half-precision scale.
  Q4_0(2, 18, 4.6f);

  static final int BLOCK = 32;

  final int ggufType;
  final int blockBytes;

  /// The standard deviation of uniformly random quants.
  final float deviation;

  WeightFormat(int ggufType, int blockBytes, float deviation) {
    this.ggufType = ggufType;
    this.blockBytes = blockBytes;
    this.deviation = deviation;
  }

  /// Returns the scale with which random quants keep the variance of what they multiply.
  ///
  /// @param columns the elements of a row
  float scale(int columns) {
    return (float) (1 / (deviation * Math.sqrt(columns)));
  }
}
