package dev.tenure.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;

/// Some threads that measure at the same time. The caller waits and is none of them, unless one is
/// all that there is.
final class Together implements AutoCloseable {
  private final int count;
  private final ExecutorService threads;

  private Together(int count) {
    this.count = count;
    this.threads = Executors.newFixedThreadPool(count);
  }

  static Together of(int threads) {
    return new Together(threads);
  }

  int count() {
    return count;
  }

  /// Takes the same measurement on each thread.
  List<Double> same(DoubleSupplier measurement) {
    return all(Collections.nCopies(count, measurement));
  }

  /// Takes each measurement on a thread of its own; they begin together.
  ///
  /// @param measurements as many as there are threads
  /// @return the results in their order
  List<Double> all(List<DoubleSupplier> measurements) {
    if (measurements.size() != count) {
      throw new IllegalArgumentException(
          "%d measurements for %d threads".formatted(measurements.size(), count));
    }
    if (count == 1) {
      return List.of(measurements.getFirst().getAsDouble());
    }
    CyclicBarrier start = new CyclicBarrier(count);
    List<Callable<Double>> tasks = new ArrayList<>();
    for (DoubleSupplier measurement : measurements) {
      tasks.add(() -> {
        int _ = start.await();
        return measurement.getAsDouble();
      });
    }
    try {
      return threads.invokeAll(tasks).stream().map(Together::result).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while threads measured", e);
    }
  }

  private static double result(Future<Double> done) {
    try {
      return done.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("a thread failed while it measured", e);
    }
  }

  /// Ends the threads.
  @Override
  public void close() {
    threads.close();
  }
}
