package dev.tenure.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The median of each of several things that were measured.
///
/// @param values the medians
/// @param <K> what tells the things apart
record Medians<K>(Map<K, Double> values) {
  /// Takes the medians of what several rounds gave.
  static <K> Medians<K> of(Map<K, List<Double>> measured) {
    Map<K, Double> medians = new LinkedHashMap<>();
    measured.forEach((key, numbers) -> medians.put(key, median(numbers)));
    return new Medians<>(medians);
  }

  /// Returns the middle one of some numbers, or what is between the two in the middle.
  static double median(Collection<? extends Number> numbers) {
    double[] sorted = numbers.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double of(K key) {
    Double median = values.get(key);
    if (median == null) {
      throw new IllegalArgumentException("not measured: " + key);
    }
    return median;
  }

  /// Returns those of all others.
  Map<K, Double> without(K key) {
    Map<K, Double> others = new LinkedHashMap<>(values);
    others.remove(key);
    return others;
  }
}
