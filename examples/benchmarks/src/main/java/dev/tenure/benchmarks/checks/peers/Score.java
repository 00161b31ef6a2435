package dev.tenure.benchmarks.checks.peers;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How often a tool came to each verdict.
///
/// @param counts by verdict
/// @param onLine how many of those found are reported on the marked line
record Score(Map<Verdict, Integer> counts, int onLine) {
  Score {
    counts = Map.copyOf(counts);
  }

  static Score of(List<Row> rows, String tool) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Row row : rows) {
      counts.merge(row.verdicts().getOrDefault(tool, Verdict.FAILED), 1, Integer::sum);
    }
    return new Score(counts, (int) rows.stream().filter(row -> row.isOnLine(tool)).count());
  }

  int count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0);
  }

  String found() {
    return outOf(count(Verdict.FOUND), count(Verdict.MISSED) + count(Verdict.FOUND));
  }

  String foundOnLine() {
    return outOf(onLine, count(Verdict.MISSED) + count(Verdict.FOUND));
  }

  String falseAlarms() {
    return outOf(count(Verdict.FALSE_ALARM), count(Verdict.FALSE_ALARM) + count(Verdict.QUIET));
  }

  private static String outOf(int part, int all) {
    return all == 0 ? "–" : part + " of " + all;
  }
}
