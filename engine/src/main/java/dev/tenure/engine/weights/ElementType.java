package dev.tenure.engine.weights;

import org.jspecify.annotations.Nullable;

/// What the elements of a stored tensor are.
///
/// The codes are those of `TensorProto.DataType` in
/// [onnx.proto](https://github.com/onnx/onnx/blob/main/onnx/onnx.proto). Types of less than a byte,
/// strings and complex numbers are missing.
public enum ElementType {
  /// 32-bit IEEE 754.
  FLOAT(1, 4),
  /// Unsigned 8-bit integer.
  UINT8(2, 1),
  /// Signed 8-bit integer.
  INT8(3, 1),
  /// Unsigned 16-bit integer.
  UINT16(4, 2),
  /// Signed 16-bit integer.
  INT16(5, 2),
  /// Signed 32-bit integer.
  INT32(6, 4),
  /// Signed 64-bit integer.
  INT64(7, 8),
  /// One byte, 0 or 1.
  BOOL(9, 1),
  /// 16-bit IEEE 754.
  FLOAT16(10, 2),
  /// 64-bit IEEE 754.
  DOUBLE(11, 8),
  /// Unsigned 32-bit integer.
  UINT32(12, 4),
  /// Unsigned 64-bit integer.
  UINT64(13, 8),
  /// The upper half of a 32-bit IEEE 754.
  BFLOAT16(16, 2);

  private final int onnxCode;
  private final int byteSize;

  ElementType(int onnxCode, int byteSize) {
    this.onnxCode = onnxCode;
    this.byteSize = byteSize;
  }

  /// Returns the size of one element.
  ///
  /// @return a number of bytes
  public int byteSize() {
    return byteSize;
  }

  /// Finds the type of a code.
  ///
  /// @return null if the code is unknown or not supported
  static @Nullable ElementType ofOnnxCode(long code) {
    for (ElementType type : values()) {
      if (type.onnxCode == code) {
        return type;
      }
    }
    return null;
  }
}
