package dev.tenure.cli;

import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicReference;

/// One way to get memory for a number of floats, and to give it back on the same thread.
///
/// Each has a loop of its own, so that the JIT compiles each for itself.
interface MemorySource {
  /// Rents and returns so many times.
  ///
  /// @param seen where everything that is rented is shown, or the JIT would leave out what nobody
  ///   uses; one for each thread
  void rentAndReturn(int times, AtomicReference<Object> seen);

  /// A pool; the contents are unspecified.
  record Pool(TensorPool pool, Shape shape) implements MemorySource {
    @Override
    public void rentAndReturn(int times, AtomicReference<Object> seen) {
      for (int i = 0; i < times; i++) {
        try (PooledTensor rented = pool.rentUninitialized(shape)) {
          seen.setRelease(rented);
        }
      }
    }
  }

  /// An arena for each rent; the memory is zeroed.
  record ConfinedArena(int floats) implements MemorySource {
    private static final int ALIGNMENT = 64;

    @Override
    public void rentAndReturn(int times, AtomicReference<Object> seen) {
      for (int i = 0; i < times; i++) {
        try (Arena arena = Arena.ofConfined()) {
          seen.setRelease(arena.allocate((long) floats * Float.BYTES, ALIGNMENT));
        }
      }
    }
  }

  /// What there is without a pool: new arrays, which are zeroed, and which the collector takes.
  record NewArray(int floats) implements MemorySource {
    @Override
    public void rentAndReturn(int times, AtomicReference<Object> seen) {
      for (int i = 0; i < times; i++) {
        seen.setRelease(new float[floats]);
      }
    }
  }
}
