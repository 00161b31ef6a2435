package dev.tenure.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;

/// Measures several things by turns, round after round, so that what else the machine does falls on
/// all of them.
///
/// @param turns what is measured, in this order; each call measures it once
/// @param <K> what tells them apart
/// @param <T> what a measurement gives
record Turns<K, T>(Map<K, Supplier<T>> turns) {
  Turns {
    turns = new LinkedHashMap<>(turns);
  }

  /// Measures some things in the order in which they are given.
  static <K, T> Turns<K, T> of(List<K> keys, Function<K, T> measurement) {
    Map<K, Supplier<T>> turns = new LinkedHashMap<>();
    keys.forEach(key -> turns.put(key, () -> measurement.apply(key)));
    return new Turns<>(turns);
  }

  /// Measures something beside its limit.
  static <T> Turns<Side, T> of(Supplier<T> ours, Supplier<T> limit) {
    Map<Side, Supplier<T>> turns = new LinkedHashMap<>();
    turns.put(Side.OURS, ours);
    turns.put(Side.LIMIT, limit);
    return new Turns<>(turns);
  }

  /// Measures in vain, since the JIT compiles meanwhile.
  void warmUp(WarmUp warmUp) {
    warmUp.run(() -> {
      Map<K, List<T>> _ = measure(1);
    });
  }

  /// Measures.
  ///
  /// @return what each gave in every round
  Map<K, List<T>> measure(int rounds) {
    return measure(rounds, () -> {});
  }

  /// Measures, and shows in a terminal how many measurements are done.
  ///
  /// @param task what they are called there
  Map<K, List<T>> measure(int rounds, String task) {
    try (ProgressBar progress = Progress.bar(task, rounds * turns.size())) {
      return measure(rounds, progress::step);
    }
  }

  private Map<K, List<T>> measure(int rounds, Runnable afterEach) {
    Map<K, List<T>> measured = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      turns.forEach((key, turn) -> {
        measured.computeIfAbsent(key, _ -> new ArrayList<>()).add(turn.get());
        afterEach.run();
      });
    }
    return measured;
  }
}
