package dev.tenure.engine.memory;

import dev.tenure.contract.TensorPoolContract;
import dev.tenure.memory.TensorPool;

class NativeTensorPoolTest extends TensorPoolContract {
  @Override
  protected TensorPool open(long limitBytes) {
    return NativeTensorPool.open(limitBytes);
  }
}
