package dev.tenure.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of `TensorPool` towards one thread.
public abstract class TensorPoolContract extends PoolTest {
  private static final Shape FOUR_KIB = Shape.of(1024);

  /// Called by subclasses.
  protected TensorPoolContract() {}

  private static Shape kibibytes(int count) {
    return Shape.of(count, 256);
  }

  private List<PooledTensor> rentUntilRefused() {
    List<PooledTensor> rented = new ArrayList<>();
    try {
      while (true) {
        rented.add(pool.rentUninitialized(FOUR_KIB));
        assertWithinLimit();
      }
    } catch (MemoryLimitException full) {
      return rented;
    }
  }

  private void assertWithinLimit() {
    PoolStatistics now = pool.statistics();
    assertThat(now.liveBytes() + now.pooledBytes()).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void aRentedTensorIsZeroAlsoInMemoryThatWasUsed() {
    for (int size = 1; size <= 300; size++) {
      try (PooledTensor dirty = pool.rentUninitialized(Shape.of(size))) {
        dirty.fill(7);
      }
      try (PooledTensor zeros = pool.rent(Shape.of(size))) {
        assertThat(zeros.toArray()).containsOnly(0);
      }
    }
    assertThat(pool.statistics().hits()).isGreaterThanOrEqualTo(300);
  }

  @Test
  void aTensorInMemoryThatServedASmallerOneIsZeroToItsEnd() {
    try (PooledTensor dirty = pool.rentUninitialized(Shape.of(300))) {
      dirty.fill(7);
    }
    for (int size = 250; size <= 320; size++) {
      try (PooledTensor zeros = pool.rent(Shape.of(size))) {
        assertThat(zeros.toArray()).containsOnly(0);
        zeros.fill(7);
      }
    }
  }

  @Test
  void memoryIsUsedAgain() {
    pool.rentUninitialized(FOUR_KIB).close();
    pool.rentUninitialized(FOUR_KIB).close();
    pool.rent(FOUR_KIB).close();
    PoolStatistics now = pool.statistics();
    assertThat(now.misses()).isEqualTo(1);
    assertThat(now.hits()).isEqualTo(2);
  }

  @Test
  void openTensorsNeverShareMemory() {
    List<PooledTensor> rented = rentUntilRefused();
    for (int i = 0; i < rented.size(); i++) {
      rented.get(i).fill(i);
    }
    for (int i = 0; i < rented.size(); i++) {
      assertThat(rented.get(i).toArray()).containsOnly(i);
    }
    rented.forEach(PooledTensor::close);
  }

  @Test
  void theLimitIsReachedAndNotPassed() {
    List<PooledTensor> rented = rentUntilRefused();
    assertThat(rented).hasSizeBetween(192, 256);
    rented.get(0).close();
    try (PooledTensor again = pool.rentUninitialized(FOUR_KIB)) {
      assertThat(again.isOpen()).isTrue();
    }
    rented.subList(1, rented.size()).forEach(PooledTensor::close);
  }

  @Test
  void aRentBeyondTheLimitIsRefusedAndNothingIsRented() {
    try (PooledTensor held = pool.rent(kibibytes(512))) {
      PoolStatistics before = pool.statistics();
      MemoryLimitException refusal =
          catchThrowableOfType(MemoryLimitException.class, () -> pool.rent(kibibytes(768)));
      assertThat(refusal.requestedBytes()).isGreaterThanOrEqualTo(768 << 10);
      assertThat(refusal.limitBytes()).isEqualTo(LIMIT);
      assertThat(refusal)
          .hasMessageContaining("[768, 256]")
          .hasMessageContaining("1,048,576")
          .hasMessageContaining("1 tensors");
      assertThat(pool.statistics()).isEqualTo(before);
      assertThat(held.toArray()).containsOnly(0);
    }
  }

  @Test
  void shapesBeyondAnyMemoryAreRefusedLikeOthersThatDoNotFit() {
    int max = Integer.MAX_VALUE;
    for (Shape shape : List.of(Shape.of(max), Shape.of(max, max), Shape.of(max, max, 2))) {
      assertThatExceptionOfType(MemoryLimitException.class)
          .isThrownBy(() -> pool.rent(shape))
          .withMessageContaining(shape.toString())
          .satisfies(refusal -> assertThat(refusal.requestedBytes()).isGreaterThan(LIMIT));
    }
    assertThat(pool.statistics().rents()).isZero();
  }

  @Test
  void memoryThatWaitsMakesRoomForTensorsOfOtherSizes() {
    pool.rent(kibibytes(700)).close();
    for (int size = 16; size <= 640; size *= 2) {
      pool.rent(kibibytes(size)).close();
      assertWithinLimit();
    }
    try (PooledTensor large = pool.rent(kibibytes(900))) {
      assertThat(large.toArray()).containsOnly(0);
      assertWithinLimit();
    }
  }

  @Test
  void everyRentAndReturnIsCounted() {
    PooledTensor first = pool.rent(FOUR_KIB);
    PooledTensor second = pool.rentUninitialized(FOUR_KIB);
    first.close();
    PoolStatistics now = pool.statistics();
    assertThat(now.rents()).isEqualTo(2);
    assertThat(now.returns()).isEqualTo(1);
    assertThat(now.outstanding()).isEqualTo(1);
    assertThat(now.hits()).isZero();
    assertThat(now.misses()).isEqualTo(2);
    assertThat(now.liveBytes()).isGreaterThanOrEqualTo(4096);
    assertThat(now.pooledBytes()).isEqualTo(now.liveBytes());
    assertThat(now.peakBytes()).isEqualTo(2 * now.liveBytes());
    assertThat(now.limitBytes()).isEqualTo(LIMIT);
    second.close();
  }

  @Test
  void aResetKeepsWhatIsOutstandingAndPooled() {
    PooledTensor held = pool.rent(FOUR_KIB);
    pool.rent(kibibytes(64)).close();
    held.close();
    held.close();
    try (PooledTensor outstanding = pool.rent(FOUR_KIB)) {
      PoolStatistics before = pool.statistics();
      pool.resetStatistics();
      assertThat(pool.statistics())
          .isEqualTo(
              new PoolStatistics(
                  0,
                  0,
                  1,
                  0,
                  0,
                  0,
                  before.liveBytes(),
                  before.pooledBytes(),
                  before.liveBytes(),
                  LIMIT));
      assertThat(outstanding.isOpen()).isTrue();
    }
  }

  @Test
  void theDiagnosticsGiveEachStatisticALine() {
    try (PooledTensor held = pool.rent(FOUR_KIB)) {
      assertThat(held.isOpen()).isTrue();
      assertThat(pool.diagnostics().lines().toList())
          .hasSizeGreaterThanOrEqualTo(PoolStatistics.class.getRecordComponents().length)
          .anyMatch(line -> line.contains("1,048,576"));
    }
  }

  @Test
  void aTrimGivesBackWhatWaitsAndNothingElse() {
    pool.rent(kibibytes(64)).close();
    try (PooledTensor held = pool.rent(FOUR_KIB)) {
      held.fill(3);
      PoolStatistics before = pool.statistics();
      assertThat(pool.trim()).isEqualTo(before.pooledBytes()).isGreaterThanOrEqualTo(64 << 10);
      assertThat(pool.statistics().pooledBytes()).isZero();
      assertThat(pool.statistics().liveBytes()).isEqualTo(before.liveBytes());
      assertThat(pool.trim()).isZero();
      assertThat(held.toArray()).containsOnly(3);
    }
  }

  @Test
  void aSecondCloseOfATensorIsCountedAndChangesNothingElse() {
    PooledTensor tensor = pool.rent(FOUR_KIB);
    tensor.close();
    PoolStatistics before = pool.statistics();
    tensor.close();
    tensor.close();
    PoolStatistics now = pool.statistics();
    assertThat(now.doubleCloses()).isEqualTo(2);
    assertThat(now.returns()).isEqualTo(1);
    assertThat(now.outstanding()).isZero();
    assertThat(now.pooledBytes()).isEqualTo(before.pooledBytes());
  }

  @Test
  void aStaleCloseDoesNotReturnTheMemoryOfTheNextTensor() {
    PooledTensor stale = pool.rent(FOUR_KIB);
    stale.close();
    try (PooledTensor next = pool.rent(FOUR_KIB)) {
      next.fill(1);
      stale.close();
      try (PooledTensor other = pool.rent(FOUR_KIB)) {
        other.fill(2);
        assertThat(next.isOpen()).isTrue();
        assertThat(next.toArray()).containsOnly(1);
      }
    }
  }

  @Test
  void aClosedPoolRefusesRentsAndScopes() {
    pool.close();
    assertThatIllegalStateException().isThrownBy(() -> pool.rent(FOUR_KIB));
    assertThatIllegalStateException().isThrownBy(() -> pool.rentUninitialized(FOUR_KIB));
    assertThatIllegalStateException().isThrownBy(() -> pool.openScope());
    assertThat(pool.statistics().rents()).isZero();
  }

  @Test
  void closingThePoolGivesBackWhatWaits() {
    pool.rent(FOUR_KIB).close();
    pool.close();
    pool.close();
    assertThat(pool.statistics().pooledBytes()).isZero();
    assertThat(pool.trim()).isZero();
  }

  @Test
  void outstandingTensorsOutliveThePoolAndAreFreedWhenTheyAreClosed() {
    PooledTensor outstanding = pool.rent(Shape.of(2, 2));
    pool.close();
    outstanding.fill(5);
    assertThat(outstanding.slice(1, 2).toArray()).containsExactly(5, 5);
    outstanding.close();
    PoolStatistics now = pool.statistics();
    assertThat(now.outstanding()).isZero();
    assertThat(now.liveBytes()).isZero();
    assertThat(now.pooledBytes()).isZero();
  }

  @Test
  void poolsAreIndependent() {
    try (TensorPool other = open(8192);
        PooledTensor here = pool.rent(FOUR_KIB);
        PooledTensor there = other.rent(FOUR_KIB)) {
      assertThat(here.isOpen() && there.isOpen()).isTrue();
      assertThat(pool.statistics().outstanding()).isEqualTo(1);
      assertThat(other.statistics().limitBytes()).isEqualTo(8192);
    }
  }
}
