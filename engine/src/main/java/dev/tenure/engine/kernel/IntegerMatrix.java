package dev.tenure.engine.kernel;

import dev.tenure.engine.kernel.backend.RawMemory;
import java.lang.foreign.MemorySegment;

/// A matrix of bytes with a column for each output, as the quantisers of ONNX models write it: an
/// element is `scale · (byte - zero point)`, where both are those of its column.
///
/// The scheme is that of `DequantizeLinear` and `MatMulInteger` in the [ONNX
/// operators](https://onnx.ai/onnx/operators/). For products it is packed into a [WeightMatrix].
/// Immutable as long as nobody writes the memory and the arrays; any number of threads may read
/// one. It lives as long as the segment's arena.
///
/// @param inputs its rows
/// @param outputs its columns
/// @param bytes native memory of exactly the elements, row by row
/// @param signed whether bytes are -128 to 127, and not 0 to 255
/// @param scales one for all outputs, or one for each
/// @param zeroPoints as many as there are scales
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; copies of large arrays help nobody.
public record IntegerMatrix(
    int inputs,
    int outputs,
    MemorySegment bytes,
    boolean signed,
    float[] scales,
    int[] zeroPoints) {
  private static final int BLOCK = 32;

  /// Checks the sizes.
  ///
  /// @throws IllegalArgumentException if the segment is on the heap or has another size, or if
  ///   there are neither one nor as many scales and zero points as outputs
  public IntegerMatrix {
    if (inputs < 0 || outputs < 0 || bytes.byteSize() != (long) inputs * outputs) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d bytes takes as many, and the segment has %d"
              .formatted(inputs, outputs, bytes.byteSize()));
    }
    if (!bytes.isNative()) {
      throw new IllegalArgumentException("the segment is on the heap; kernels need native memory");
    }
    if (scales.length != zeroPoints.length || (scales.length != 1 && scales.length != outputs)) {
      throw new IllegalArgumentException(
          "%d outputs need one scale and zero point, or one for each, and have %d and %d"
              .formatted(outputs, scales.length, zeroPoints.length));
    }
  }

  /// Tells whether products can be computed with the bytes: there are whole blocks of 32 inputs,
  /// and what is left of each byte without its zero point is -128 to 127.
  ///
  /// @return whether [WeightMatrix#pack(IntegerMatrix, java.lang.foreign.Arena)] takes it
  /// @throws IllegalStateException if the segment's arena was closed
  public boolean isPackable() {
    if (!bytes.scope().isAlive()) {
      throw new IllegalStateException("the arena of the weights was closed");
    }
    if (inputs % BLOCK != 0) {
      return false;
    }
    for (int input = 0; input < inputs; input++) {
      for (int output = 0; output < outputs; output++) {
        int element = element(input, output);
        if (element != (byte) element) {
          return false;
        }
      }
    }
    return true;
  }

  float scale(int output) {
    return scales[scales.length == 1 ? 0 : output];
  }

  /// Returns an element without its scale.
  int element(int input, int output) {
    byte value = RawMemory.getByte(bytes.address() + (long) input * outputs + output);
    return (signed ? value : Byte.toUnsignedInt(value))
        - zeroPoints[zeroPoints.length == 1 ? 0 : output];
  }
}
