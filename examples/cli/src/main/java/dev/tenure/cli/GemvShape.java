package dev.tenure.cli;

import dev.tenure.engine.kernel.BlockFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The matrix of a product with a vector, written `NxK`.
///
/// @param outputs its rows
/// @param inputs its columns
record GemvShape(int outputs, int inputs) {
  /// What the columns are cut into: the longest blocks that a format has.
  private static final int BLOCK = BlockFormat.Q4_K.blockElements();

  /// A quarter of a gigabyte of floats.
  private static final long MOST_WEIGHTS = 1L << 26;

  private static final Pattern TEXT = Pattern.compile("(\\d{1,7})x(\\d{1,7})");

  static GemvShape parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException("--gemv must be NxK, such as 4096x4096: " + text);
    }
    GemvShape shape =
        new GemvShape(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    if (shape.outputs < 1 || shape.inputs < 1 || shape.inputs % BLOCK != 0) {
      throw new UsageException(
          "--gemv: N must be 1 or more, and K a multiple of %d: %s".formatted(BLOCK, text));
    }
    if ((long) shape.outputs * shape.inputs > MOST_WEIGHTS) {
      throw new UsageException("--gemv: more than %d weights: %s".formatted(MOST_WEIGHTS, text));
    }
    return shape;
  }

  @Override
  public String toString() {
    return outputs + "x" + inputs;
  }
}
