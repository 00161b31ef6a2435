package dev.tenure.engine.weights;

import dev.tenure.engine.storage.SegmentTensor;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A tensor that an ONNX file stores as bytes: an element is `scale · (byte - zero point)`, with
/// one scale and zero point for all elements or for each column.
///
/// That is the form of `DequantizeLinear` and `MatMulInteger` in the [ONNX
/// operators](https://onnx.ai/onnx/operators/), which ONNX Runtime's quantiser writes. Valid as
/// long as the model that it was read from.
///
/// @param values the bytes, signed or not
/// @param scale the scales
/// @param zeroPoint the zero points, of the type of the values
public record QuantizedTensor(OnnxTensor values, OnnxTensor scale, OnnxTensor zeroPoint) {
  private static final long ALIGNMENT = 64;
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// Says what is wrong with the parts, if anything.
  ///
  /// @return an empty text if nothing is
  String problem() {
    if (values.type() != ElementType.INT8 && values.type() != ElementType.UINT8) {
      return "is of type %s, not INT8 or UINT8".formatted(values.type());
    }
    if (scale.type() != ElementType.FLOAT || zeroPoint.type() != values.type()) {
      return "has scales of type %s and zero points of type %s"
          .formatted(scale.type(), zeroPoint.type());
    }
    long scales = scale.shape().elementCount();
    boolean fits = scales == 1 || (values.shape().rank() > 0 && scales == columns());
    if (!fits || zeroPoint.shape().elementCount() != scales) {
      return "of shape %s has %d scales and %d zero points"
          .formatted(values.shape(), scales, zeroPoint.shape().elementCount());
    }
    return "";
  }

  private long columns() {
    return values.shape().dimension(-1);
  }

  /// Tells which bytes the elements are.
  ///
  /// @return whether they are -128 to 127, and not 0 to 255
  public boolean isSigned() {
    return values.type() == ElementType.INT8;
  }

  /// Copies the scales.
  ///
  /// @return one for all elements, or one for each column
  public float[] scales() {
    float[] scales = new float[scaleCount()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = scale.data().get(FLOAT, (long) i * Float.BYTES);
    }
    return scales;
  }

  /// Copies the zero points.
  ///
  /// @return as many as there are scales
  public int[] zeroPoints() {
    int[] zeroPoints = new int[scaleCount()];
    for (int i = 0; i < zeroPoints.length; i++) {
      zeroPoints[i] = element(zeroPoint, i);
    }
    return zeroPoints;
  }

  private int scaleCount() {
    return Math.toIntExact(scale.shape().elementCount());
  }

  /// Copies the elements into native memory as 32-bit floats.
  ///
  /// @param arena what allocates and owns the copy
  Tensor copyTo(Arena arena) {
    long count = values.shape().elementCount();
    float[] scales = scales();
    int[] zeroPoints = zeroPoints();
    MemorySegment copy = arena.allocate(count * Float.BYTES, ALIGNMENT);
    for (long i = 0; i < count; i++) {
      int column = (int) (i % scales.length);
      copy.setAtIndex(
          ValueLayout.JAVA_FLOAT, i, scales[column] * (element(values, i) - zeroPoints[column]));
    }
    return SegmentTensor.over(copy, values.shape());
  }

  private static int element(OnnxTensor tensor, long index) {
    byte value = tensor.data().get(ValueLayout.JAVA_BYTE, index);
    return tensor.type() == ElementType.UINT8 ? Byte.toUnsignedInt(value) : value;
  }
}
