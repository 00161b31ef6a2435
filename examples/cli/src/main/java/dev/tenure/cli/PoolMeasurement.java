package dev.tenure.cli;

import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/// How long a rent takes together with its return, in nanoseconds.
///
/// @param pool what is measured
/// @param floats how many floats are rented
/// @param rounds how often each side is measured
/// @param sliceSeconds how long each time
/// @param warmupSeconds how long the JIT is quiet before
record PoolMeasurement(
    TensorPool pool, int floats, int rounds, double sliceSeconds, double warmupSeconds) {
  private static final String OURS = "pool";

  /// How many times longer a slice is where threads wait for each other: where other programs have
  /// the processors, each of them is woken late.
  private static final int LONGER_ACROSS = 5;

  /// Each of some threads rents and returns.
  BenchReport.Result onThreads(Together threads) {
    Map<String, IntToDoubleFunction> sides = new LinkedHashMap<>();
    sides.put(OURS, onThreads(threads, new MemorySource.Pool(pool, Shape.of(floats))));
    sides.put("arena", onThreads(threads, new MemorySource.ConfinedArena(floats)));
    sides.put("new", onThreads(threads, new MemorySource.NewArray(floats)));
    return result(threads.count() + "t", sides, sliceSeconds);
  }

  private static IntToDoubleFunction onThreads(Together threads, MemorySource source) {
    return times ->
        threads
            .same(() -> nanos(() -> source.rentAndReturn(times, new AtomicReference<>())))
            .stream()
            .mapToDouble(Double::doubleValue)
            .average()
            .orElseThrow();
  }

  /// One thread rents and another one returns. An arena cannot do that; `queue` hands over objects
  /// that hold no memory, so that what is beyond it is the memory's.
  ///
  /// @param pair the two threads
  BenchReport.Result across(Together pair) {
    Shape shape = Shape.of(floats);
    Map<String, IntToDoubleFunction> sides = new LinkedHashMap<>();
    sides.put(OURS, across(pair, () -> pool.rentUninitialized(shape), PooledTensor::close));
    sides.put("new", across(pair, () -> new float[floats], _ -> {}));
    sides.put("queue", across(pair, AtomicBoolean::new, item -> item.setPlain(true)));
    return result("cross", sides, LONGER_ACROSS * sliceSeconds);
  }

  private static <T> IntToDoubleFunction across(
      Together pair, Supplier<T> rent, Consumer<T> giveBack) {
    return times -> {
      HandOver<T> queue = new HandOver<>();
      return Collections.max(
          pair.all(
              List.of(
                  () -> nanos(() -> rent(queue, rent, times)),
                  () -> nanos(() -> giveBack(queue, giveBack, times)))));
    };
  }

  private static <T> void rent(HandOver<T> queue, Supplier<T> rent, int times) {
    for (int i = 0; i < times; i++) {
      queue.put(i, rent.get());
    }
  }

  private static <T> void giveBack(HandOver<T> queue, Consumer<T> giveBack, int times) {
    for (int i = 0; i < times; i++) {
      giveBack.accept(queue.take(i));
    }
  }

  private static double nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private BenchReport.Result result(
      String threads, Map<String, IntToDoubleFunction> sides, double slice) {
    Medians<String> medians = medians(sides, slice);
    return BenchReport.Result.beside(
        medians.without(OURS), "pool/%d/%s".formatted(floats, threads), medians.of(OURS), "ns");
  }

  private Medians<String> medians(Map<String, IntToDoubleFunction> sides, double slice) {
    Map<String, Supplier<Double>> paces = new LinkedHashMap<>();
    sides.forEach((name, side) -> paces.put(name, new Pace(slice, side)::nanosOfStep));
    Turns<String, Double> turns = new Turns<>(paces);
    turns.warmUp(WarmUp.of(1, warmupSeconds));
    return Medians.of(turns.measure(rounds));
  }
}
