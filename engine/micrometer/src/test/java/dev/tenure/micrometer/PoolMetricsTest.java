package dev.tenure.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolMetricsTest {
  private static final Shape FOUR_KIB = Shape.of(1024);
  private static final Shape EIGHT_KIB = Shape.of(2048);

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final TensorPool pool = TensorPool.withLimit(1 << 20);
  private final PoolMetrics metrics = new PoolMetrics("requests", pool);

  @AfterEach
  void closePool() {
    pool.close();
    registry.close();
  }

  private void rentOnce(Shape shape) {
    try (PooledTensor tensor = pool.rent(shape)) {
      tensor.set(0, 1);
    }
  }

  private double gauge(String name) {
    return registry.get(name).tag("pool", "requests").gauge().value();
  }

  private double count(String name) {
    return registry.get(name).tag("pool", "requests").functionCounter().count();
  }

  private double hitRate(String blockBytes) {
    return registry
        .get("tenure.pool.size.class.hit.rate")
        .tags("pool", "requests", "block.bytes", blockBytes)
        .gauge()
        .value();
  }

  @Test
  void countersCountWhatHappensAfterTheyWereBound() {
    metrics.bindTo(registry);
    rentOnce(FOUR_KIB);
    rentOnce(FOUR_KIB);
    assertThat(count("tenure.pool.rents")).isEqualTo(2);
    assertThat(count("tenure.pool.returns")).isEqualTo(2);
    assertThat(count("tenure.pool.hits")).isEqualTo(1);
    assertThat(count("tenure.pool.double.closes")).isZero();
    assertThat(gauge("tenure.pool.hit.rate")).isEqualTo(0.5);
  }

  @Test
  void gaugesFollowWhatIsOutstanding() {
    metrics.bindTo(registry);
    try (PooledTensor tensor = pool.rent(FOUR_KIB)) {
      tensor.set(0, 1);
      assertThat(gauge("tenure.pool.outstanding")).isEqualTo(1);
      assertThat(gauge("tenure.pool.memory.live")).isEqualTo(4096);
      assertThat(gauge("tenure.pool.memory.pooled")).isZero();
    }
    assertThat(gauge("tenure.pool.outstanding")).isZero();
    assertThat(gauge("tenure.pool.memory.live")).isZero();
    assertThat(gauge("tenure.pool.memory.pooled")).isEqualTo(4096);
    assertThat(gauge("tenure.pool.memory.peak")).isEqualTo(4096);
    assertThat(gauge("tenure.pool.memory.limit")).isEqualTo(1 << 20);
  }

  @Test
  void memoryIsInBytes() {
    metrics.bindTo(registry);
    assertThat(registry.get("tenure.pool.memory.live").gauge().getId().getBaseUnit())
        .isEqualTo("bytes");
  }

  @Test
  void eachSizeClassHasItsHitRateOnceItIsKnown() {
    rentOnce(FOUR_KIB);
    metrics.bindTo(registry);
    rentOnce(FOUR_KIB);
    rentOnce(EIGHT_KIB);
    assertThat(hitRate("4096")).isEqualTo(0.5);
    assertThat(registry.find("tenure.pool.size.class.hit.rate").gauges()).hasSize(1);

    metrics.refreshSizeClasses();
    assertThat(hitRate("8192")).isZero();
    assertThat(registry.find("tenure.pool.size.class.hit.rate").gauges()).hasSize(2);
  }

  @Test
  void poolsAreToldApartByTheirNames() {
    metrics.bindTo(registry);
    try (TensorPool other = TensorPool.withLimit(1 << 20)) {
      new PoolMetrics("others", other).bindTo(registry);
      rentOnce(FOUR_KIB);
      assertThat(count("tenure.pool.rents")).isEqualTo(1);
      assertThat(registry.get("tenure.pool.rents").tag("pool", "others").functionCounter().count())
          .isZero();
    }
  }
}
