package dev.tenure.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeClassStatisticsTest {
  @Test
  void theHitRateIsTheShareOfRentsThatFoundMemory() {
    assertThat(new SizeClassStatistics(64, 3, 1).hitRate()).isEqualTo(0.75);
    assertThat(new SizeClassStatistics(64, 3, 1).rents()).isEqualTo(4);
  }

  @Test
  void withoutRentsTheHitRateIsZero() {
    assertThat(new SizeClassStatistics(64, 0, 0).hitRate()).isZero();
  }
}
