package dev.tenure.engine.memory;

import com.sun.management.OperatingSystemMXBean;
import dev.tenure.annotations.Borrowed;
import dev.tenure.memory.BudgetLimits;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.PoolOptions;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorPoolProvider;
import java.lang.management.ManagementFactory;

/// Opens pools of native memory. Found through [java.util.ServiceLoader]; safe for any thread.
public final class NativePoolProvider implements TensorPoolProvider {
  /// For the service loader.
  public NativePoolProvider() {}

  @Override
  @Borrowed
  public TensorPool shared() {
    return Shared.POOL;
  }

  @Override
  public TensorPool open(long limitBytes) {
    return NativeTensorPool.open(limitBytes);
  }

  @Override
  public TensorPool open(PoolOptions options) {
    return NativeTensorPool.open(options);
  }

  @Override
  public MemoryBudget openBudget(String name, BudgetLimits limits) {
    return BudgetNode.root(name, limits);
  }

  /// Holds the shared pool, which is made when it is first asked for and lives as long as the JVM.
  private static final class Shared {
    static final TensorPool POOL = NativeTensorPool.openShared(halfOfPhysicalMemory());

    private static long halfOfPhysicalMemory() {
      return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
          / 2;
    }
  }
}
