package dev.tenure.engine.memory;

import dev.tenure.memory.LeakDetection;
import dev.tenure.memory.LeakListener;
import dev.tenure.memory.LeakReport;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Watches tensors, and finds those that became unreachable without being closed.
///
/// The collector finds them; rents that look after their pool pick up what it found. Memory is
/// taken back some time after that: a kernel that was given the address by somebody who forgot the
/// tensor may be at work in it still.
final class LeakTracker {
  private static final Logger LOGGER = System.getLogger(LeakTracker.class.getName());

  /// Longer than any kernel runs.
  static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// Of the rents that look after the pool, which are one in 256, one in so many is watched.
  private static final int SAMPLING = 32;

  private final LeakDetection level;
  private final LongSupplier nanoClock;
  private final String pool;
  private final ReferenceQueue<NativePooledTensor> unreachable = new ReferenceQueue<>();
  private final Set<Lease> watched = ConcurrentHashMap.newKeySet();
  private final List<LeakListener> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final Deque<Found> found = new ArrayDeque<>();
  private final Map<String, LeakReport> reports = new LinkedHashMap<>();

  private record Found(Lease lease, long nanos) {}

  /// @param nanoClock tells the time in nanoseconds
  /// @param pool what the pool is called in events
  LeakTracker(LeakDetection level, LongSupplier nanoClock, String pool) {
    this.level = level;
    this.pool = pool;
    this.nanoClock = nanoClock;
  }

  /// Decides for a rent that is not on the common path.
  ///
  /// @param newMemory whether it had to ask the system
  boolean watchesRent(boolean newMemory) {
    return switch (level) {
      case OFF -> false;
      case SAMPLED -> newMemory || ThreadLocalRandom.current().nextInt(SAMPLING) == 0;
      case FULL -> true;
    };
  }

  /// Describes a tensor, without watching it.
  Lease describe(NativePooledTensor tensor, Block block) {
    return new Lease(tensor, block, unreachable);
  }

  void watch(Lease lease) {
    watched.add(lease);
  }

  /// A tensor was closed that may have been watched.
  void closed(Lease lease) {
    watched.remove(lease);
  }

  void addListener(LeakListener listener) {
    listeners.add(listener);
  }

  /// Reports what was found since the last call, and hands out what was found some time ago. Does
  /// nothing while another thread is here.
  void collect(Consumer<Lease> reclaim) {
    if (!lock.tryLock()) {
      return;
    }
    List<LeakReport> news = new ArrayList<>();
    try {
      findInto(news);
      reclaimRipe(reclaim);
    } finally {
      lock.unlock();
    }
    news.forEach(this::tell);
  }

  private void findInto(List<LeakReport> news) {
    Map<String, LeakReport> fresh = new LinkedHashMap<>();
    for (Reference<?> next = unreachable.poll(); next != null; next = unreachable.poll()) {
      if (next instanceof Lease lease && watched.remove(lease)) {
        found.add(new Found(lease, nanoClock.getAsLong()));
        String site = lease.rented().site();
        fresh.merge(site, reportOf(lease, site), LeakTracker::together);
      }
    }
    fresh.forEach((site, report) -> {
      LeakEvent.record(pool, report);
      if (!reports.containsKey(site)) {
        news.add(report);
      }
      reports.merge(site, report, LeakTracker::together);
    });
  }

  private static LeakReport reportOf(Lease lease, String site) {
    return new LeakReport(site, lease.rented().stack(), 1, lease.block().bytes(), lease.isScoped());
  }

  private static LeakReport together(LeakReport one, LeakReport other) {
    return new LeakReport(
        one.site(),
        one.stack(),
        one.count() + other.count(),
        one.bytes() + other.bytes(),
        one.scoped() && other.scoped());
  }

  private void reclaimRipe(Consumer<Lease> reclaim) {
    while (!found.isEmpty() && nanoClock.getAsLong() - found.element().nanos() >= GRACE_NANOS) {
      reclaim.accept(found.remove().lease());
    }
  }

  private void tell(LeakReport report) {
    LOGGER.log(Level.WARNING, report::describe);
    for (LeakListener listener : listeners) {
      try {
        listener.leaked(report);
      } catch (RuntimeException e) {
        LOGGER.log(Level.WARNING, "a leak listener failed", e);
      }
    }
  }

  List<LeakReport> reports() {
    lock.lock();
    try {
      return List.copyOf(reports.values());
    } finally {
      lock.unlock();
    }
  }

  /// Says where the watched tensors were rented that are open, the empty text if there are none.
  String describeOpen() {
    Map<String, Integer> bySite = new TreeMap<>();
    watched.forEach(lease -> bySite.merge(lease.rented().site(), 1, Integer::sum));
    StringBuilder text = new StringBuilder();
    bySite.forEach(
        (site, count) -> text.append("\n    ").append(count).append(" rented at ").append(site));
    return text.toString();
  }
}
