package dev.tenure.benchmarks.checks.peers;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How often a tool came to each verdict.
///
/// @param counts by verdict
record Score(Map<Verdict, Integer> counts) {
  Score {
    counts = Map.copyOf(counts);
  }

  static Score of(List<Row> rows, String tool) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Row row : rows) {
      counts.merge(row.verdicts().getOrDefault(tool, Verdict.FAILED), 1, Integer::sum);
    }
    return new Score(counts);
  }

  int count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0);
  }

  String found() {
    return outOf(Verdict.FOUND, Verdict.MISSED);
  }

  String falseAlarms() {
    return outOf(Verdict.FALSE_ALARM, Verdict.QUIET);
  }

  private String outOf(Verdict counted, Verdict other) {
    int all = count(counted) + count(other);
    return all == 0 ? "–" : count(counted) + " of " + all;
  }
}
