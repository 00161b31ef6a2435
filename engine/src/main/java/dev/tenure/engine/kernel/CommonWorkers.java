package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import org.jspecify.annotations.Nullable;

/// The team of kernels that are called without workers, as those of an encoder are.
///
/// One call at a time has it. Whoever finds it taken computes on its own thread: then there are as
/// many callers as would keep the processors busy anyway.
final class CommonWorkers {
  /// Products of fewer multiply-adds than this, some 20 microseconds on one core, are over before
  /// another thread would have begun.
  private static final long SMALL = 1_000_000;

  /// Never closed: its threads are daemons that sleep while there is nothing to do.
  private static final @Nullable Workers TEAM = teamOfSeveral();

  private CommonWorkers() {}

  private static @Nullable Workers teamOfSeveral() {
    return KernelInfo.threads() > 1 ? Workers.of(KernelInfo.threads()) : null;
  }

  /// Begins a kernel of so many multiply-adds on the team.
  ///
  /// @return the team, which [Workers#exit] ends the kernel of; null if this thread is to compute
  ///   by itself
  @NoAllocation
  static @Nullable Workers tryEnter(long multiplyAdds) {
    return multiplyAdds >= SMALL && TEAM != null && TEAM.tryEnter() ? TEAM : null;
  }
}
