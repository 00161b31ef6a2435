package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.contract.TensorPoolContract;
import dev.tenure.engine.logging.RecordingLoggerFinder;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import org.junit.jupiter.api.Test;

class NativeTensorPoolTest extends TensorPoolContract {
  @Override
  protected TensorPool open(long limitBytes) {
    return NativeTensorPool.open(limitBytes);
  }

  @Test
  @SuppressWarnings("DoubleClose") // the second close is what is tested
  void onlyTheFirstDoubleCloseIsLogged() {
    for (Shape shape : new Shape[] {Shape.of(11, 101), Shape.of(11, 102)}) {
      PooledTensor tensor = pool.rent(shape);
      tensor.close();
      tensor.close();
      tensor.close();
    }
    assertThat(RecordingLoggerFinder.warningsWith("[11, 101] was closed twice")).hasSize(1);
    assertThat(RecordingLoggerFinder.warningsWith("[11, 102]")).isEmpty();
  }

  @Test
  void closingThePoolLogsHowManyTensorsAreOutstanding() {
    PooledTensor[] held = new PooledTensor[37];
    for (int i = 0; i < held.length; i++) {
      held[i] = pool.rent(Shape.of(1));
    }
    pool.close();
    pool.close();
    assertThat(RecordingLoggerFinder.warningsWith("37 tensors outstanding")).hasSize(1);
    for (PooledTensor tensor : held) {
      tensor.close();
    }
  }
}
