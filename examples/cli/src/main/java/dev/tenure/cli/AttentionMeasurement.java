package dev.tenure.cli;

import com.sun.management.ThreadMXBean;
import dev.tenure.memory.ScopePlan;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What attention costs with each way to get memory.
///
/// @param variants a figure for each way
/// @param plannedBytes the peak of the plan
/// @param lowerBoundBytes the bytes that are alive together, which no plan can go below
record AttentionMeasurement(List<Variant> variants, long plannedBytes, long lowerBoundBytes) {
  private static final long POOL_LIMIT_BYTES = 64 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// The figures of one way, medians over the rounds.
  ///
  /// @param name plain, pool, workspace or plan
  /// @param bytes what a forward pass allocates on the heap
  /// @param collections how many collections there were in a round
  /// @param milliseconds what a forward pass takes
  record Variant(String name, long bytes, long collections, double milliseconds) {
    List<BenchReport.Result> results() {
      return List.of(
          result("bytes", (double) bytes, "bytes"),
          result("gc", (double) collections, "collections"),
          result("ms", milliseconds, "ms"));
    }

    private BenchReport.Result result(String figure, double value, String unit) {
      return BenchReport.Result.alone("attention/%s/%s".formatted(name, figure), value, unit);
    }
  }

  /// One way to run a forward pass.
  private record Way(String name, Runnable forward) {}

  /// What a round of one way gave.
  private record Round(long bytes, long collections, double milliseconds) {}

  /// Measures; the ways take turns, a round each.
  ///
  /// @param forwards forward passes of a round
  /// @param rounds rounds of each way
  /// @param warmupSeconds how long the JIT is quiet before
  static AttentionMeasurement of(int forwards, int rounds, double warmupSeconds) {
    try (Arena arena = Arena.ofShared();
        TensorPool pool = TensorPool.withLimit(POOL_LIMIT_BYTES);
        TensorScope kept = pool.openScope();
        ScopePlan plan = pool.newPlan()) {
      AttentionLayer layer = AttentionLayer.random(arena, kept);
      Tensor input = AttentionLayer.fill(kept.rent(AttentionLayer.ROWS), new Random(2));
      AttentionWorkspace workspace = new AttentionWorkspace(kept);
      List<Way> ways =
          List.of(
              new Way("plain", () -> workspace.forwardWithArrays(layer, input)),
              new Way("pool", () -> pooled(pool, layer, input)),
              new Way("workspace", () -> workspace.forward(layer, input)),
              new Way("plan", () -> planned(plan, layer, input)));
      warmUp(ways, () -> workspace.forward(layer, input), warmupSeconds);
      List<Variant> variants = measure(ways, forwards, rounds);
      return new AttentionMeasurement(variants, plan.plannedBytes(), plan.lowerBoundBytes());
    }
  }

  private static void pooled(TensorPool pool, AttentionLayer layer, Tensor input) {
    try (TensorScope scope = pool.openScope()) {
      layer.forward(scope, input);
    }
  }

  private static void planned(ScopePlan plan, AttentionLayer layer, Tensor input) {
    try (TensorScope scope = plan.open()) {
      layer.forward(scope, input);
    }
  }

  /// Runs all ways until the kernels allocate nothing, which shows in the way without any other
  /// garbage.
  private static void warmUp(List<Way> ways, Runnable garbageFree, double seconds) {
    Garbage garbage = new Garbage();
    new WarmUp(1, seconds, () -> garbage.bytes() == 0)
        .run(() -> {
          ways.forEach(way -> way.forward().run());
          garbage.begin();
          garbageFree.run();
          garbage.end();
        });
  }

  private static List<Variant> measure(List<Way> ways, int forwards, int rounds) {
    List<Variant> variants = new ArrayList<>();
    Turns.of(ways, way -> round(way.forward(), forwards))
        .measure(rounds, "attention")
        .forEach((way, measured) -> variants.add(variant(way.name(), measured)));
    return variants;
  }

  private static Round round(Runnable forward, int forwards) {
    System.gc(); // so that no round pays for what the one before left
    long collections = collections();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    for (int i = 0; i < forwards; i++) {
      forward.run();
    }
    double milliseconds = (System.nanoTime() - start) / 1e6 / forwards;
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    return new Round(allocated / forwards, collections() - collections, milliseconds);
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static Variant variant(String name, List<Round> rounds) {
    return new Variant(
        name,
        (long) Medians.median(rounds.stream().map(Round::bytes).toList()),
        (long) Medians.median(rounds.stream().map(Round::collections).toList()),
        Medians.median(rounds.stream().map(Round::milliseconds).toList()));
  }
}
