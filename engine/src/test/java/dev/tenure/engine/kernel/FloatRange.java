package dev.tenure.engine.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Arguments from all over the floats: of each exponent and sign some fractions.
final class FloatRange {
  private static final int FRACTION_BITS = 23;
  private static final int FRACTIONS = 97;

  /// What a kernel does: source, destination, count.
  interface Kernel {
    void apply(long from, long to, int count);
  }

  private FloatRange() {}

  /// Finite floats, from the smallest exponent to the largest.
  static float[] all() {
    float[] all = new float[2 * 255 * FRACTIONS];
    int next = 0;
    for (int exponent = 0; exponent < 255; exponent++) {
      for (int i = 0; i < FRACTIONS; i++) {
        int fraction = (int) ((i * 0x9e3779b9L) & ((1 << FRACTION_BITS) - 1));
        float x = Float.intBitsToFloat(exponent << FRACTION_BITS | fraction);
        all[next++] = x;
        all[next++] = -x;
      }
    }
    return all;
  }

  static float[] apply(Kernel kernel, float... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      long bytes = Math.max(1, (long) arguments.length) * Float.BYTES;
      MemorySegment from = arena.allocate(bytes, 4);
      MemorySegment to = arena.allocate(bytes, 4);
      MemorySegment.copy(arguments, 0, from, ValueLayout.JAVA_FLOAT, 0, arguments.length);
      kernel.apply(from.address(), to.address(), arguments.length);
      return to.asSlice(0, (long) arguments.length * Float.BYTES).toArray(ValueLayout.JAVA_FLOAT);
    }
  }
}
