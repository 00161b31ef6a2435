package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.contract.TensorScopeContract;
import dev.tenure.engine.storage.NativeTensor;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import org.junit.jupiter.api.Test;

class NativeTensorScopeTest extends TensorScopeContract {
  private static final Shape FOUR = Shape.of(4);

  @Override
  protected TensorPool open(long limitBytes) {
    return NativeTensorPool.open(limitBytes);
  }

  private static long address(PooledTensor tensor) {
    return ((NativeTensor) tensor).address();
  }

  /// The pool uses the block first that came back last.
  @Test
  void theLastTensorIsClosedFirst() {
    long first;
    long second;
    long third;
    try (TensorScope scope = pool.openScope()) {
      first = address(scope.rent(FOUR));
      try (TensorScope left = scope.openChild()) {
        second = address(left.rent(FOUR));
        third = address(left.rent(FOUR));
      }
    }
    try (TensorScope scope = pool.openScope()) {
      assertThat(address(scope.rent(FOUR))).isEqualTo(first);
      assertThat(address(scope.rent(FOUR))).isEqualTo(second);
      assertThat(address(scope.rent(FOUR))).isEqualTo(third);
    }
  }
}
