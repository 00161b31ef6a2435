package dev.tenure.engine.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.engine.storage.SegmentTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Native tensors between guard words that nobody may write, at addresses that are no multiple of a
/// vector.
final class GuardedTensors {
  /// A NaN with a payload, so that a NaN which a kernel computed does not pass for it.
  private static final int GUARD = 0x7fc12345;

  private static final int WORDS = 33;

  private final Arena arena = Arena.ofAuto();
  private final Random random = new Random(42);
  private final List<MemorySegment> guards = new ArrayList<>();

  /// A tensor full of NaN, as a destination.
  Tensor poisoned(int... dimensions) {
    Shape shape = Shape.of(dimensions);
    long bytes = shape.elementCount() * Float.BYTES;
    long margin = (long) WORDS * Float.BYTES;
    MemorySegment all = arena.allocate(bytes + 2 * margin, 64);
    for (long i = 0; i < all.byteSize() / Float.BYTES; i++) {
      all.setAtIndex(JAVA_INT, i, GUARD);
    }
    guards.add(all.asSlice(0, margin));
    guards.add(all.asSlice(margin + bytes, margin));
    return SegmentTensor.over(all.asSlice(margin, bytes), shape);
  }

  /// A tensor of values from a normal distribution, always the same.
  Tensor random(int... dimensions) {
    Tensor tensor = poisoned(dimensions);
    for (long i = 0; i < tensor.shape().elementCount(); i++) {
      tensor.set(i, (float) random.nextGaussian());
    }
    return tensor;
  }

  /// Fails if anything wrote outside of a tensor.
  void assertGuardsUntouched() {
    for (MemorySegment guard : guards) {
      assertThat(guard.toArray(JAVA_INT)).containsOnly(GUARD);
    }
  }

  static void assertClose(Tensor actual, double[] expected, double tolerance) {
    assertThat(actual.shape().elementCount()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(actual.get(i) - expected[i]);
      assertThat(error)
          .as("element %d: %s, expected %s", i, actual.get(i), expected[i])
          .isLessThanOrEqualTo(tolerance);
    }
  }
}
