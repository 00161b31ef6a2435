package dev.tenure.memory;

import dev.tenure.annotations.Borrowed;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// Finds the engine once, for the static methods of [TensorPool].
final class TensorPools {
  private TensorPools() {}

  @Borrowed
  static TensorPool shared() {
    return Engine.provider().shared();
  }

  static TensorPool withLimit(long limitBytes) {
    return open(PoolOptions.withLimit(limitBytes));
  }

  static TensorPool open(PoolOptions options) {
    return Engine.provider().open(options);
  }

  static MemoryBudget rootBudget(String name, BudgetLimits limits) {
    return Engine.provider().openBudget(name, limits);
  }

  /// Holds what was found; a failed look-up is tried again by the next caller.
  private static final class Engine {
    private static volatile @Nullable TensorPoolProvider found;

    static TensorPoolProvider provider() {
      TensorPoolProvider provider = found;
      if (provider == null) {
        provider =
            ServiceLoader.load(TensorPoolProvider.class, TensorPool.class.getClassLoader())
                .findFirst()
                .orElseThrow(() ->
                    new IllegalStateException(
                        "no engine provides tensor pools: add dev.tenure:tenure-engine to the"
                            + " class path or module path"));
        found = provider;
      }
      return provider;
    }
  }
}
