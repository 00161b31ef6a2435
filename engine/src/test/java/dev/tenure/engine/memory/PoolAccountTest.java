package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.memory.PoolStatistics;
import org.junit.jupiter.api.Test;

class PoolAccountTest {
  private final PoolAccount here = new PoolAccount();
  private final PoolAccount there = new PoolAccount();

  private PoolStatistics sum(long heldBytes, long peakHeldBytes) {
    PoolAccount total = new PoolAccount();
    total.add(here);
    total.add(there);
    return total.reading(new PoolAccount(), 0, heldBytes, peakHeldBytes, 1 << 20);
  }

  @Test
  void aReturnElsewhereIsRightInTheSum() {
    here.miss(SizeClass.indexOf(128));
    here.hit(SizeClass.indexOf(64));
    there.returned(Blocks.of(128));
    PoolStatistics sum = sum(256, 256);
    assertThat(sum.outstanding()).isEqualTo(1);
    assertThat(sum.liveBytes()).isEqualTo(64);
    assertThat(sum.pooledBytes()).isEqualTo(192);
    assertThat(sum.hitRate()).isEqualTo(0.5);
  }

  @Test
  void thePeakOfSeveralIsAtMostWhatThePoolHeld() {
    here.hit(SizeClass.indexOf(64));
    here.returned(Blocks.of(64));
    there.hit(SizeClass.indexOf(64));
    assertThat(sum(64, 64).peakBytes()).isEqualTo(64);
    assertThat(sum(128, 128).peakBytes()).isEqualTo(128);
  }

  @Test
  void aRentWithoutMemoryIsTakenBack() {
    here.miss(0);
    here.failed(0);
    assertThat(sum(0, 64).rents()).isZero();
    assertThat(sum(0, 64).liveBytes()).isZero();
  }
}
