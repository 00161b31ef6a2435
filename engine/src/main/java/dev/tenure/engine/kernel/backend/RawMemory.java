package dev.tenure.engine.kernel.backend;

import dev.tenure.annotations.NoAllocation;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Native memory by address.
///
/// All of memory is one constant segment, because the JIT then leaves a single comparison of each
/// access, where a segment for each tensor costs bounds and liveness checks in the inner loops. So
/// nothing here protects memory: the package is not exported, and every kernel's guard has checked
/// what it passes on.
public final class RawMemory {
  /// All of memory, where an offset is an address.
  public static final MemorySegment ALL = all();

  /// The bits of addresses of programs on 64-bit processors. The JIT knows that what is left of a
  /// sum by them is within [#ALL], and leaves no comparison at all; so kernels' inner loops count
  /// in ints, and compute each address from its first one, which is masked once before the loop:
  /// the sum of it and what an int makes stays far below the last address.
  public static final long ADDRESS_BITS = (1L << 56) - 1;

  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;

  private RawMemory() {}

  @SuppressWarnings("restricted") // the reason is in the class comment
  private static MemorySegment all() {
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }

  /// Reads a float.
  ///
  /// @param address where
  /// @return the float there
  @NoAllocation
  public static float getFloat(long address) {
    return ALL.get(FLOAT, address);
  }

  /// Reads one of the floats of an array.
  ///
  /// @param address where the array begins
  /// @param index which float
  /// @return the float
  @NoAllocation
  public static float getFloat(long address, long index) {
    return ALL.get(FLOAT, address + index * Float.BYTES);
  }

  /// Writes a float.
  ///
  /// @param address where
  /// @param value what
  @NoAllocation
  public static void setFloat(long address, float value) {
    ALL.set(FLOAT, address, value);
  }

  /// Writes one of the floats of an array.
  ///
  /// @param address where the array begins
  /// @param index which float
  /// @param value what
  @NoAllocation
  public static void setFloat(long address, long index, float value) {
    ALL.set(FLOAT, address + index * Float.BYTES, value);
  }

  /// Reads an int.
  ///
  /// @param address where
  /// @return the int there
  @NoAllocation
  public static int getInt(long address) {
    return ALL.get(INT, address);
  }

  /// Writes an int.
  ///
  /// @param address where
  /// @param value what
  @NoAllocation
  public static void setInt(long address, int value) {
    ALL.set(INT, address, value);
  }

  /// Reads a short.
  ///
  /// @param address where
  /// @return the short there
  @NoAllocation
  public static short getShort(long address) {
    return ALL.get(SHORT, address);
  }

  /// Writes a short.
  ///
  /// @param address where
  /// @param value what
  @NoAllocation
  public static void setShort(long address, short value) {
    ALL.set(SHORT, address, value);
  }

  /// Reads a byte.
  ///
  /// @param address where
  /// @return the byte there
  @NoAllocation
  public static byte getByte(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address);
  }

  /// Writes a byte.
  ///
  /// @param address where
  /// @param value what
  @NoAllocation
  public static void setByte(long address, byte value) {
    ALL.set(ValueLayout.JAVA_BYTE, address, value);
  }

  /// Copies memory; the two ranges may overlap.
  ///
  /// @param from the address of the source
  /// @param to the address of the destination
  /// @param bytes how much
  @NoAllocation
  public static void copy(long from, long to, long bytes) {
    MemorySegment.copy(ALL, from, ALL, to, bytes);
  }

  /// Sets memory to zero.
  ///
  /// @param address where it begins
  /// @param bytes how much
  @NoAllocation
  public static void clear(long address, long bytes) {
    // A slice to fill would be garbage whenever the JIT does not see through it.
    long words = bytes & -Long.BYTES;
    for (long i = 0; i < words; i += Long.BYTES) {
      ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address + i, 0);
    }
    for (long i = words; i < bytes; i++) {
      ALL.set(ValueLayout.JAVA_BYTE, address + i, (byte) 0);
    }
  }
}
