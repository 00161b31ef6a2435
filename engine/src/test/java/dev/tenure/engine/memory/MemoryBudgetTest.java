package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.engine.logging.RecordingLoggerFinder;
import dev.tenure.memory.BudgetExceededException;
import dev.tenure.memory.BudgetHolder;
import dev.tenure.memory.BudgetLimits;
import dev.tenure.memory.BudgetUsage;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  /// 256 bytes, a block of its own size.
  private static final Shape SMALL = Shape.of(64);

  private final TensorPool memory = TensorPool.withLimit(1 << 20);
  private final MemoryBudget process = MemoryBudget.root("process", BudgetLimits.hard(1024));

  @AfterEach
  void closeAll() {
    process.close();
    memory.close();
  }

  private static long used(MemoryBudget budget) {
    return budget.usage().usedBytes();
  }

  @Test
  void aRentCountsInEveryBudgetUpToTheRootUntilItIsClosed() {
    try (MemoryBudget session = process.openChild("session", BudgetLimits.hard(1024));
        MemoryBudget request = session.openChild("request", BudgetLimits.hard(1024));
        TensorPool pool = memory.under(request)) {
      try (PooledTensor tensor = pool.rent(SMALL)) {
        assertThat(tensor.toArray()).hasSize(64).containsOnly(0);
        assertThat(List.of(used(request), used(session), used(process))).containsOnly(256L);
      }
      assertThat(List.of(used(request), used(session), used(process))).containsOnly(0L);
      assertThat(session.usage())
          .isEqualTo(new BudgetUsage("process/session", 0, 0, 256, 0, BudgetLimits.hard(1024)));
    }
  }

  @Test
  void wholeBlocksCountAndTheLimitIsReachedToTheByte() {
    try (TensorPool pool = memory.under(process);
        PooledTensor most = pool.rent(Shape.of(193))) { // 772 bytes in a block of 896
      assertThat(process.usage().liveBytes()).isEqualTo(896);
      try (PooledTensor rest = pool.rent(Shape.of(32))) {
        assertThat(used(process)).isEqualTo(1024);
        assertThat(rest.isOpen() && most.isOpen()).isTrue();
        assertThatExceptionOfType(BudgetExceededException.class)
            .isThrownBy(() -> pool.rent(Shape.of(0)));
      }
    }
  }

  @Test
  void aRefusalNamesTheRequestTheLimitTheBudgetThatRefusedAndItsLargestHolders() {
    try (MemoryBudget one = process.openChild("one", BudgetLimits.hard(4096));
        MemoryBudget two = process.openChild("two", BudgetLimits.hard(4096));
        TensorPool first = memory.under(one);
        TensorPool second = memory.under(two);
        PooledTensor a = first.rent(SMALL);
        PooledTensor b = second.rent(SMALL);
        PooledTensor c = second.rent(Shape.of(16, 1))) {
      assertThat(a.isOpen() && b.isOpen() && c.isOpen()).isTrue();
      assertThatExceptionOfType(BudgetExceededException.class)
          .isThrownBy(() -> second.rent(Shape.of(32, 4)))
          .satisfies(refusal -> {
            assertThat(refusal.requestedBytes()).isEqualTo(512);
            assertThat(refusal.limitBytes()).isEqualTo(1024);
            assertThat(refusal.path()).isEqualTo("process");
            assertThat(refusal.largestHolders())
                .containsExactly(
                    new BudgetHolder("shape [64]", 512, 2),
                    new BudgetHolder("shape [16, 1]", 64, 1));
          })
          .withMessageContaining("[32, 4]")
          .withMessageContaining("512 bytes in 2: shape [64]");
      assertThat(used(two)).isEqualTo(320);
      assertThat(memory.statistics().outstanding()).isEqualTo(3);
    }
  }

  @Test
  void theHoldersAreLinesOfCodeWhereSitesAreTraced() {
    process.traceSites(true);
    try (TensorPool pool = memory.under(process);
        TensorScope scope = pool.openScope()) {
      scope.rent(SMALL);
      pool.rentUninitialized(Shape.of(1)).close();
      scope.rentUninitialized(Shape.of(1));
      List<BudgetHolder> holders = process.largestHolders(9);
      assertThat(holders).hasSize(2);
      assertThat(holders.get(0).site())
          .contains("MemoryBudgetTest.theHoldersAreLinesOfCodeWhereSitesAreTraced");
    }
    assertThat(process.largestHolders(9)).isEmpty();
  }

  @Test
  void scopesUnderABudgetCountThereAndHandOutTheBudgetedPool() {
    try (TensorPool pool = memory.under(process)) {
      try (TensorScope scope = pool.openScope()) {
        scope.rent(SMALL);
        assertThat(scope.pool()).isSameAs(pool);
        assertThat(used(process)).isEqualTo(256);
        assertThatExceptionOfType(MemoryLimitException.class)
            .isThrownBy(() -> scope.rent(Shape.of(1024)));
      }
      assertThat(used(process)).isZero();
    }
  }

  @Test
  void aTensorBeyondAnyMemoryIsRefused() {
    try (TensorPool pool = memory.under(process)) {
      Shape huge = Shape.of(1 << 30, 1 << 30, 4);
      assertThatExceptionOfType(BudgetExceededException.class).isThrownBy(() -> pool.rent(huge));
    }
  }

  @Test
  void whatThePoolRefusesDoesNotStayCounted() {
    try (TensorPool tight = TensorPool.withLimit(256);
        TensorPool pool = tight.under(process)) {
      assertThatExceptionOfType(MemoryLimitException.class)
          .isThrownBy(() -> pool.rent(Shape.of(65)));
      assertThat(process.usage().usedBytes()).isZero();
      assertThat(process.usage().tensors()).isZero();
    }
  }

  @Test
  void aReservationIsSetAsideAndNeverRefusedForWhatOthersUse() {
    try (MemoryBudget reserved = process.reserve("reserved", 512);
        TensorPool mine = memory.under(reserved);
        TensorPool others = memory.under(process)) {
      assertThat(process.usage().usedBytes()).isEqualTo(512);
      assertThat(process.usage().liveBytes()).isZero();
      try (PooledTensor a = others.rent(Shape.of(128))) {
        assertThatExceptionOfType(BudgetExceededException.class)
            .isThrownBy(() -> others.rent(Shape.of(1)))
            .withMessageContaining("budget process are");
        try (PooledTensor b = mine.rent(Shape.of(128))) {
          assertThat(a.isOpen() && b.isOpen()).isTrue();
          assertThat(process.usage().usedBytes()).isEqualTo(1024);
          assertThat(process.usage().liveBytes()).isEqualTo(1024);
          assertThatExceptionOfType(BudgetExceededException.class)
              .isThrownBy(() -> mine.rent(Shape.of(1)))
              .satisfies(refusal -> assertThat(refusal.path()).isEqualTo("process/reserved"));
        }
      }
    }
    assertThat(used(process)).isZero();
  }

  @Test
  void aReservationThatDoesNotFitIsRefused() {
    assertThatExceptionOfType(BudgetExceededException.class)
        .isThrownBy(() -> process.reserve("all", 1025))
        .withMessageContaining("reservation process/all");
    assertThatIllegalArgumentException().isThrownBy(() -> process.reserve("none", 0));
    assertThat(used(process)).isZero();
  }

  @Test
  void aClosedReservationHoldsWhatIsOutstandingOnly() {
    MemoryBudget reserved = process.reserve("reserved", 512);
    TensorPool pool = memory.under(reserved);
    try (PooledTensor tensor = pool.rent(SMALL)) {
      pool.close();
      reserved.close();
      assertThat(used(process)).isEqualTo(256);
      assertThat(tensor.toArray()).containsOnly(0);
    }
    assertThat(used(process)).isZero();
  }

  @Test
  @SuppressWarnings("DoubleClose") // the second close does nothing
  void closingABudgetLogsWhatIsOutstandingAndItsHolders() {
    List<PooledTensor> held = new ArrayList<>();
    MemoryBudget session = process.openChild("leaky-session", BudgetLimits.hard(4096));
    MemoryBudget request = session.openChild("request", BudgetLimits.hard(4096));
    try (TensorPool pool = memory.under(request)) {
      held.add(pool.rent(SMALL));
      held.add(pool.rent(SMALL));
    }
    session.close();
    session.close();
    request.close();
    assertThat(
            RecordingLoggerFinder.warningsWith(
                "budget process/leaky-session was closed with 2 tensors of 512 bytes"))
        .hasSize(1)
        .allSatisfy(warning -> assertThat(warning).contains("512 bytes in 2: shape [64]"));
    assertThat(process.largestHolders(1)).containsExactly(new BudgetHolder("shape [64]", 512, 2));
    held.forEach(PooledTensor::close);
    assertThat(used(process)).isZero();
  }

  @Test
  void aClosedBudgetRefusesEverythingNew() {
    MemoryBudget session = process.openChild("session", BudgetLimits.hard(4096));
    MemoryBudget request = session.openChild("request", BudgetLimits.hard(4096));
    try (TensorPool pool = memory.under(request)) {
      session.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> pool.rent(SMALL))
          .withMessage("budget process/session/request was closed");
      assertThatIllegalStateException().isThrownBy(() -> session.reserve("r", 1));
      assertThatIllegalStateException()
          .isThrownBy(() -> session.openChild("c", BudgetLimits.hard(1)));
    }
    request.close();
  }

  @Test
  void aClosedViewOfThePoolRefusesEverythingNew() {
    TensorPool pool = memory.under(process);
    pool.close();
    assertThatIllegalStateException().isThrownBy(() -> pool.rent(SMALL));
    assertThatIllegalStateException().isThrownBy(pool::openScope);
    assertThat(memory.statistics().outstanding()).isZero();
  }

  @Test
  void theSoftLimitsListenerIsToldOnceForEachTimeThatItIsPassed() {
    List<BudgetUsage> told = new ArrayList<>();
    try (MemoryBudget session = process.openChild("session", new BudgetLimits(256, 1024));
        TensorPool pool = memory.under(session)) {
      session.onSoftLimit(told::add);
      for (int round = 0; round < 2; round++) {
        try (PooledTensor a = pool.rent(SMALL);
            PooledTensor b = pool.rent(SMALL);
            PooledTensor c = pool.rent(SMALL)) {
          assertThat(a.isOpen() && b.isOpen() && c.isOpen()).isTrue();
        }
      }
    }
    assertThat(told).extracting(BudgetUsage::usedBytes).containsExactly(512L, 512L);
  }

  @Test
  void whatAListenerThrowsLeavesNothingCounted() {
    try (MemoryBudget session = process.openChild("session", new BudgetLimits(1, 1024));
        TensorPool pool = memory.under(session)) {
      session.onSoftLimit(usage -> {
        throw new UnsupportedOperationException("no");
      });
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> pool.rent(SMALL));
    }
    assertThat(used(process)).isZero();
    assertThat(memory.statistics().rents()).isZero();
  }
}
