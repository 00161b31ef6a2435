package dev.tenure.engine.memory;

import dev.tenure.contract.ConcurrentPoolContract;
import dev.tenure.memory.TensorPool;

class ConcurrentNativePoolTest extends ConcurrentPoolContract {
  @Override
  protected TensorPool open(long limitBytes) {
    return NativeTensorPool.open(limitBytes);
  }
}
