package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.engine.caller.Caller;
import dev.tenure.engine.logging.RecordingLoggerFinder;
import dev.tenure.memory.BudgetLimits;
import dev.tenure.memory.LeakDetection;
import dev.tenure.memory.LeakReport;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.PoolOptions;
import dev.tenure.memory.PoolStrictness;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeakTrackerTest {
  private static final Shape FOUR_KIB = Shape.of(1024);
  private static final long MILLISECOND = 1_000_000;

  private final AtomicLong clock = new AtomicLong();
  private final List<LeakReport> heard = new ArrayList<>();
  private NativeTensorPool pool = open(LeakDetection.FULL, PoolStrictness.STANDARD);

  private NativeTensorPool open(LeakDetection detection, PoolStrictness strictness) {
    PoolOptions options =
        PoolOptions.withLimit(1 << 20).withLeakDetection(detection).withStrictness(strictness);
    return NativeTensorPool.open(options, clock::get);
  }

  @AfterEach
  void closePool() {
    pool.close();
  }

  /// Lets the collector look until it has found so many leaks; the test's time limit is the
  /// build's.
  private List<LeakReport> leaksOnceThereAre(long count) {
    while (pool.leaks().stream().mapToLong(LeakReport::count).sum() < count) {
      System.gc();
      LockSupport.parkNanos(MILLISECOND);
    }
    return pool.leaks();
  }

  @Test
  void aForgottenTensorIsReportedWithWhereItWasRented() {
    pool.addLeakListener(heard::add);
    for (int i = 0; i < 3; i++) {
      Caller.leak(pool, FOUR_KIB);
    }
    LeakReport report = leaksOnceThereAre(3).get(0);
    assertThat(report.site()).contains("Caller.leak(Caller.java:");
    assertThat(report.stack()).anyMatch(frame -> frame.getMethodName().startsWith("aForgotten"));
    assertThat(report.count()).isEqualTo(3);
    assertThat(report.bytes()).isEqualTo(3 * 4096);
    assertThat(report.scoped()).isFalse();
    assertThat(report.check()).isEqualTo("PooledNotClosed");
    assertThat(pool.diagnostics()).contains("leaked 3 tensors, 12,288 bytes, rented at");
    assertThat(heard).extracting(LeakReport::site).containsExactly(report.site());
  }

  @Test
  void eachPlaceIsLoggedOnce() {
    int before = RecordingLoggerFinder.warningsWith("Caller.leak(").size();
    Caller.leak(pool, FOUR_KIB);
    leaksOnceThereAre(1);
    Caller.leak(pool, FOUR_KIB);
    leaksOnceThereAre(2);
    List<String> logged = RecordingLoggerFinder.warningsWith("Caller.leak(");
    assertThat(logged).hasSize(before + 1);
    assertThat(logged.getLast()).contains("PooledNotClosed");
  }

  @Test
  void aForgottenScopeIsNamedAsTheCause() {
    Caller.leakAScope(pool, FOUR_KIB);
    LeakReport report = leaksOnceThereAre(1).get(0);
    assertThat(report.scoped()).isTrue();
    assertThat(report.describe()).contains("scope that was not closed", "PooledNotClosed");
  }

  @Test
  void theMemoryIsTakenBackAfterAWhile() {
    Caller.leak(pool, FOUR_KIB);
    leaksOnceThereAre(1);
    assertThat(pool.statistics().outstanding()).isEqualTo(1);
    clock.addAndGet(LeakTracker.GRACE_NANOS);
    try (PooledTensor next = pool.rent(FOUR_KIB)) {
      assertThat(next.toArray()).containsOnly(0);
      assertThat(pool.statistics().hits()).isEqualTo(1);
      assertThat(pool.statistics().outstanding()).isEqualTo(1);
    }
  }

  @Test
  void itsBytesGoBackToEveryBudgetAboveIt() {
    try (MemoryBudget process = MemoryBudget.root("process", BudgetLimits.hard(1 << 20));
        MemoryBudget request = process.openChild("request", BudgetLimits.hard(1 << 20));
        TensorPool budgeted = pool.under(request)) {
      Caller.leak(budgeted, FOUR_KIB);
      leaksOnceThereAre(1);
      clock.addAndGet(LeakTracker.GRACE_NANOS);
      try (PooledTensor next = budgeted.rent(FOUR_KIB)) {
        assertThat(next.isOpen()).isTrue();
        assertThat(request.usage().usedBytes()).isEqualTo(4_096);
        assertThat(process.usage().usedBytes()).isEqualTo(4_096);
      }
      assertThat(process.usage().usedBytes()).isZero();
      assertThat(pool.statistics().outstanding()).isZero();
    }
  }

  @Test
  void guardedMemoryIsTakenBackAsWell() {
    pool.close();
    pool = open(LeakDetection.FULL, PoolStrictness.GUARDED);
    Caller.leak(pool, FOUR_KIB);
    leaksOnceThereAre(1);
    clock.addAndGet(LeakTracker.GRACE_NANOS);
    pool.rent(FOUR_KIB).close();
    assertThat(pool.statistics().hits()).isEqualTo(1);
  }

  @Test
  void whatIsClosedIsNoLeak() {
    for (int i = 0; i < 100; i++) {
      pool.rent(FOUR_KIB).close();
    }
    Caller.leak(pool, Shape.of(4));
    assertThat(leaksOnceThereAre(1)).hasSize(1);
  }

  @Test
  void aSampleWatchesEveryRentOfNewMemory() {
    pool.close();
    pool = open(LeakDetection.SAMPLED, PoolStrictness.STANDARD);
    Caller.leak(pool, FOUR_KIB);
    assertThat(leaksOnceThereAre(1)).hasSize(1);
  }

  @Test
  void aListenerThatFailsDisturbsNobody() {
    pool.addLeakListener(report -> {
      throw new IllegalArgumentException("from the listener");
    });
    pool.addLeakListener(heard::add);
    Caller.leak(pool, FOUR_KIB);
    leaksOnceThereAre(1);
    assertThat(heard).hasSize(1);
  }

  @Test
  void closingThePoolTellsWhereTheOpenTensorsWereRented() {
    try (PooledTensor open = Caller.rentElsewhere(pool, FOUR_KIB)) {
      pool.close();
      assertThat(open.isOpen()).isTrue();
    }
    assertThat(RecordingLoggerFinder.warningsWith("1 rented at"))
        .anyMatch(text -> text.contains("Caller.rentElsewhere(Caller.java"));
  }
}
