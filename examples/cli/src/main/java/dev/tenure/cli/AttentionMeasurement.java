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
import java.util.Map;
import java.util.Random;

/// What attention costs with each way to get memory.
///
/// @param variants a figure for each way
/// @param plannedBytes the peak of the plan
/// @param lowerBoundBytes the bytes that are alive together, which no plan can go below
record AttentionMeasurement(List<Variant> variants, long plannedBytes, long lowerBoundBytes) {
  private static final long POOL_LIMIT_BYTES = 64 << 20;

  private static final double LONGEST_WARMUP_SECONDS = 20;

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
      return new BenchReport.Result(
          "attention/%s/%s".formatted(name, figure), value, unit, Map.of(), 0);
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
  /// @param warmupSeconds the time before measuring
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

  /// Runs all ways until the time is over and the kernels allocate nothing, which they do until the
  /// JIT is done with them; that shows in the way without any other garbage.
  private static void warmUp(List<Way> ways, Runnable garbageFree, double seconds) {
    long start = System.nanoTime();
    double elapsed;
    do {
      ways.forEach(way -> way.forward().run());
      elapsed = (System.nanoTime() - start) / 1e9;
    } while (elapsed < seconds || (elapsed < LONGEST_WARMUP_SECONDS && allocates(garbageFree)));
  }

  private static boolean allocates(Runnable forward) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    forward.run();
    return THREADS.getCurrentThreadAllocatedBytes() > bytes;
  }

  private static List<Variant> measure(List<Way> ways, int forwards, int rounds) {
    List<List<Round>> measured = new ArrayList<>();
    ways.forEach(_ -> measured.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int way = 0; way < ways.size(); way++) {
        measured.get(way).add(round(ways.get(way).forward(), forwards));
      }
    }
    List<Variant> variants = new ArrayList<>();
    for (int way = 0; way < ways.size(); way++) {
      variants.add(variant(ways.get(way).name(), measured.get(way)));
    }
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
        (long) BenchReport.median(rounds.stream().mapToDouble(Round::bytes).toArray()),
        (long) BenchReport.median(rounds.stream().mapToDouble(Round::collections).toArray()),
        BenchReport.median(rounds.stream().mapToDouble(Round::milliseconds).toArray()));
  }
}
