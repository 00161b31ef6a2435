package dev.tenure.engine.weights;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a decoder's file holds the elements of a tensor: in blocks of some elements and some bytes.
///
/// The codes are those of `enum ggml_type` in
/// [ggml.h](https://github.com/ggml-org/ggml/blob/master/include/ggml.h).
public enum BlockType {
  /// 32-bit floats.
  F32(0, 1, 4),
  /// IEEE 754 half-precision floats.
  F16(1, 1, 2),
  /// The upper halves of 32-bit floats.
  BF16(30, 1, 2),
  /// 4-bit integers, 32 to a scale.
  Q4_0(2, 32, 18),
  /// 8-bit integers, 32 to a scale.
  Q8_0(8, 32, 34),
  /// 4-bit integers in blocks of 256 with two levels of scales.
  Q4_K(12, 256, 144),
  /// 6-bit integers in blocks of 256 with two levels of scales.
  Q6_K(14, 256, 210);

  private final int ggufCode;
  private final int elements;
  private final int bytes;

  BlockType(int ggufCode, int elements, int bytes) {
    this.ggufCode = ggufCode;
    this.elements = elements;
    this.bytes = bytes;
  }

  /// Returns the elements of a block.
  ///
  /// @return a row has whole blocks of so many
  public int elements() {
    return elements;
  }

  /// Returns the size of a block.
  ///
  /// @return bytes
  public int bytes() {
    return bytes;
  }

  /// Finds the type of a code.
  ///
  /// @return null if it is not supported
  static @Nullable BlockType ofGgufCode(long code) {
    for (BlockType type : values()) {
      if (type.ggufCode == code) {
        return type;
      }
    }
    return null;
  }

  /// Names all of them, for messages.
  static String supported() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
  }
}
