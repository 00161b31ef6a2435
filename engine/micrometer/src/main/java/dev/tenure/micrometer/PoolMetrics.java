package dev.tenure.micrometer;

import dev.tenure.annotations.Borrowed;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.SizeClassStatistics;
import dev.tenure.memory.TensorPool;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

/// The statistics of a pool as meters, each tagged `pool` with the name that it is given here.
///
/// Meters read the pool when they are read; they do not keep it alive, and read a closed pool as it
/// was left. A pool's `resetStatistics()` sets its counts back, which most monitoring systems take
/// for a restart. Safe for any thread.
public final class PoolMetrics implements MeterBinder {
  private static final String PREFIX = "tenure.pool.";

  @Borrowed private final TensorPool pool;
  private final Tags tags;
  private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

  /// Creates the meters of a pool, which [#bindTo(MeterRegistry)] registers.
  ///
  /// @param name the value of the tag `pool`, different for each pool
  /// @param pool the pool, which stays its owner's to close
  @SuppressWarnings("BorrowEscapes") // whoever owns the pool may close it: its statistics stay
  public PoolMetrics(String name, @Borrowed TensorPool pool) {
    this.pool = pool;
    this.tags = Tags.of("pool", name);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    registries.add(registry);
    counter(registry, "rents", "Tensors rented", PoolStatistics::rents);
    counter(registry, "returns", "Tensors closed, or taken back", PoolStatistics::returns);
    counter(registry, "double.closes", "Closed tensors closed again", PoolStatistics::doubleCloses);
    counter(registry, "hits", "Rents served from used memory", PoolStatistics::hits);
    gauge(registry, "outstanding", "Tensors rented and not closed", PoolStatistics::outstanding);
    gauge(registry, "hit.rate", "Share of rents from used memory", PoolStatistics::hitRate);
    bytes(registry, "live", "Memory behind outstanding tensors", PoolStatistics::liveBytes);
    bytes(registry, "pooled", "Memory waiting for the next rent", PoolStatistics::pooledBytes);
    bytes(registry, "peak", "The most that was live", PoolStatistics::peakBytes);
    bytes(registry, "limit", "What the pool may hold", PoolStatistics::limitBytes);
    sizeClasses(registry);
  }

  /// Registers the size classes that were first rented from after [#bindTo(MeterRegistry)]. To be
  /// called when the program has warmed up, or now and then.
  public void refreshSizeClasses() {
    registries.forEach(this::sizeClasses);
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<PoolStatistics> count) {
    FunctionCounter.builder(PREFIX + name, pool, source -> count.applyAsDouble(source.statistics()))
        .tags(tags)
        .description(description)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<PoolStatistics> value) {
    Gauge.builder(PREFIX + name, pool, source -> value.applyAsDouble(source.statistics()))
        .tags(tags)
        .description(description)
        .register(registry);
  }

  private void bytes(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<PoolStatistics> bytes) {
    Gauge.builder(
            PREFIX + "memory." + name, pool, source -> bytes.applyAsDouble(source.statistics()))
        .tags(tags)
        .description(description)
        .baseUnit(BaseUnits.BYTES)
        .register(registry);
  }

  private void sizeClasses(MeterRegistry registry) {
    for (SizeClassStatistics sizeClass : pool.sizeClassStatistics()) {
      long blockBytes = sizeClass.blockBytes();
      // registering a meter that is there already does nothing
      Gauge.builder(PREFIX + "size.class.hit.rate", pool, source -> hitRateOf(source, blockBytes))
          .tags(tags.and("block.bytes", Long.toString(blockBytes)))
          .description("Share of rents from used memory, by the size of blocks")
          .register(registry);
    }
  }

  private static double hitRateOf(TensorPool pool, long blockBytes) {
    return pool.sizeClassStatistics().stream()
        .filter(sizeClass -> sizeClass.blockBytes() == blockBytes)
        .mapToDouble(SizeClassStatistics::hitRate)
        .findFirst()
        .orElse(0);
  }
}
