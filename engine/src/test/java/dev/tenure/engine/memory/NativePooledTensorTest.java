package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenure.contract.PooledTensorContract;
import dev.tenure.engine.storage.NativeTensor;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import org.junit.jupiter.api.Test;

class NativePooledTensorTest extends PooledTensorContract {
  @Override
  protected TensorPool open(long limitBytes) {
    return NativeTensorPool.open(limitBytes);
  }

  @Test
  void ownersBeginOnACacheLine() {
    for (int size = 0; size < 300; size++) {
      try (PooledTensor tensor = pool.rent(Shape.of(size))) {
        assertThat(((NativeTensor) tensor).address() % 64).isZero();
      }
    }
  }

  @Test
  void viewsBeginWhereTheirFirstRowIs() {
    try (PooledTensor tensor = pool.rent(Shape.of(4, 3))) {
      long address = ((NativeTensor) tensor).address();
      NativeTensor rows = (NativeTensor) tensor.slice(1, 4);
      NativeTensor lastRow = (NativeTensor) rows.reshape(Shape.of(3, 3)).slice(2, 3);
      assertThat(rows.address()).isEqualTo(address + 12);
      assertThat(lastRow.address()).isEqualTo(address + 36);
    }
  }

  @Test
  void theAddressOfSomethingClosedIsRefused() {
    PooledTensor tensor = pool.rent(Shape.of(4, 3));
    NativeTensor view = (NativeTensor) tensor.slice(1, 4);
    tensor.close();
    assertThatExceptionOfType(ClosedTensorException.class)
        .isThrownBy(((NativeTensor) tensor)::address);
    assertThatExceptionOfType(ClosedTensorException.class).isThrownBy(view::address);
  }
}
