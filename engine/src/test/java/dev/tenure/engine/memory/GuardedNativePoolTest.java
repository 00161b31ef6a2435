package dev.tenure.engine.memory;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenure.contract.TensorPoolContract;
import dev.tenure.engine.caller.Caller;
import dev.tenure.engine.storage.NativeTensor;
import dev.tenure.memory.LeakDetection;
import dev.tenure.memory.MemoryCorruptionException;
import dev.tenure.memory.PoolOptions;
import dev.tenure.memory.PoolStrictness;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class GuardedNativePoolTest extends TensorPoolContract {
  private static final Shape TWELVE = Shape.of(3, 4);

  @Override
  protected TensorPool open(long limitBytes) {
    return NativeTensorPool.open(
        PoolOptions.withLimit(limitBytes)
            .withStrictness(PoolStrictness.GUARDED)
            .withLeakDetection(LeakDetection.FULL));
  }

  /// Writes as a kernel does that was given a wrong length or kept an address.
  @SuppressWarnings("restricted") // an address is all that a kernel has
  private static void write(long address, int index) {
    MemorySegment.ofAddress(address)
        .reinterpret(Float.BYTES * (index + 1L))
        .setAtIndex(JAVA_FLOAT, index, 1);
  }

  private static long addressOf(PooledTensor tensor) {
    return ((NativeTensor) tensor).address();
  }

  @Test
  void memoryThatNothingWasWrittenToIsNotANumber() {
    for (int i = 0; i < 2; i++) {
      try (PooledTensor tensor = pool.rentUninitialized(TWELVE)) {
        assertThat(toArray(tensor)).containsOnly(Float.NaN);
        tensor.fill(3);
      }
    }
  }

  @SuppressWarnings("UninitializedRead") // that is what is looked at
  private static float[] toArray(PooledTensor tensor) {
    return tensor.toArray();
  }

  @Test
  void aWritePastTheEndIsFoundAtTheCloseAndTheWriterNamed() {
    PooledTensor tensor = Caller.rent(pool, TWELVE);
    write(addressOf(tensor), 12);
    MemoryCorruptionException found =
        catchThrowableOfType(MemoryCorruptionException.class, tensor::close);
    assertThat(found)
        .hasMessageContaining("PooledTensor[3, 4] was written past its end")
        .hasMessageContaining("byte 0 behind its 48 bytes")
        .hasMessageContaining("Caller.rent(Caller.java");
    assertThat(tensor.isOpen()).isFalse();
    assertThat(pool.statistics().outstanding()).isZero();
    pool.rent(TWELVE).close();
  }

  @Test
  void aWriteAfterTheCloseIsFoundAtTheNextRentAndTheTensorNamed() {
    PooledTensor tensor = Caller.rent(pool, TWELVE);
    long address = addressOf(tensor);
    Caller.close(tensor);
    write(address, 5);
    MemoryCorruptionException found =
        catchThrowableOfType(MemoryCorruptionException.class, () -> pool.rent(TWELVE));
    assertThat(found)
        .hasMessageContaining("PooledTensor[3, 4] was written after it was closed, at byte 20")
        .hasMessageContaining("rented at")
        .hasMessageContaining("Caller.close(Caller.java");
    assertThat(found.getCause()).hasMessage("closed here").hasRootCauseMessage("rented here");
    assertThat(pool.statistics().outstanding()).isZero();
    pool.rent(TWELVE).close();
  }

  @Test
  void aScopeClosesTheRestWhenOneOfItsTensorsWasWrittenPastItsEnd() {
    TensorScope scope = pool.openScope();
    PooledTensor first = scope.rent(TWELVE);
    PooledTensor second = scope.rent(TWELVE);
    write(addressOf(second), 13);
    assertThat(catchThrowableOfType(MemoryCorruptionException.class, scope::close)).isNotNull();
    assertThat(first.isOpen()).isFalse();
    assertThat(pool.statistics().outstanding()).isZero();
  }
}
