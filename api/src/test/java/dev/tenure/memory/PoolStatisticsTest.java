package dev.tenure.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PoolStatisticsTest {
  private static PoolStatistics served(long hits, long misses) {
    return new PoolStatistics(hits + misses, 0, hits + misses, hits, misses, 0, 0, 0, 0, 1);
  }

  @Test
  void theHitRateIsTheShareOfRentsServedFromUsedMemory() {
    assertThat(served(3, 1).hitRate()).isEqualTo(0.75);
    assertThat(served(0, 2).hitRate()).isZero();
    assertThat(served(2, 0).hitRate()).isEqualTo(1);
  }

  @Test
  void theHitRateOfAnUnusedPoolIsZero() {
    assertThat(served(0, 0).hitRate()).isZero();
  }
}
