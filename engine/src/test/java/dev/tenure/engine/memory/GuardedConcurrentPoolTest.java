package dev.tenure.engine.memory;

import dev.tenure.contract.ConcurrentPoolContract;
import dev.tenure.memory.PoolOptions;
import dev.tenure.memory.PoolStrictness;
import dev.tenure.memory.TensorPool;

class GuardedConcurrentPoolTest extends ConcurrentPoolContract {
  @Override
  protected TensorPool open(long limitBytes) {
    return NativeTensorPool.open(
        PoolOptions.withLimit(limitBytes).withStrictness(PoolStrictness.GUARDED));
  }
}
