package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenure.engine.caller.Caller;
import dev.tenure.engine.logging.RecordingLoggerFinder;
import dev.tenure.memory.LeakDetection;
import dev.tenure.memory.PoolOptions;
import dev.tenure.memory.PoolStrictness;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TracedNativePoolTest {
  private static TensorPool open() {
    return NativeTensorPool.open(
        PoolOptions.withLimit(1 << 20)
            .withStrictness(PoolStrictness.TRACED)
            .withLeakDetection(LeakDetection.OFF));
  }

  @Test
  void anAccessToSomethingClosedTellsWhereItWasRentedAndClosed() {
    try (TensorPool pool = open()) {
      PooledTensor tensor = Caller.rent(pool, Shape.of(2, 2));
      Tensor view = tensor.slice(0, 1);
      Caller.close(tensor);
      for (Tensor stale : new Tensor[] {tensor, view}) {
        ClosedTensorException refusal =
            catchThrowableOfType(ClosedTensorException.class, () -> stale.set(0, 1));
        assertThat(refusal)
            .hasMessageContaining("[2, 2] was closed")
            .hasMessageContaining("Caller.rent(Caller.java")
            .hasMessageContaining("Caller.close(Caller.java");
        assertThat(refusal.getCause()).hasMessage("closed here").hasRootCauseMessage("rented here");
      }
    }
  }

  @Test
  @SuppressWarnings("DoubleClose") // the second close is what is tested
  void aDoubleCloseIsLoggedWithWhereItWasClosedFirst() {
    try (TensorPool pool = open()) {
      PooledTensor tensor = Caller.rent(pool, Shape.of(13, 103));
      tensor.close();
      tensor.close();
    }
    assertThat(RecordingLoggerFinder.warningsWith("[13, 103] was closed twice"))
        .singleElement()
        .asString()
        .contains("Caller.rent(Caller.java");
  }

  @Test
  void withoutLeakDetectionNothingIsWatched() {
    try (TensorPool pool = open()) {
      pool.rent(Shape.of(4)).close();
      assertThat(pool.leaks()).isEmpty();
    }
  }
}
