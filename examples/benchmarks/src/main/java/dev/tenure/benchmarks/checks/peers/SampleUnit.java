package dev.tenure.benchmarks.checks.peers;

import java.util.List;
import java.util.Set;

/// What is counted once: a method that touches a resource, or a nested class with a resource in a
/// field, or such a field.
///
/// @param name its name, after the names of the classes around it
/// @param firstLine its first line, from 1
/// @param lastLine its last line
/// @param mustFlag whether something in it is wrong
/// @param marked the lines where a diagnostic is expected; may be empty for a leak without a marker
/// @param needs what a tool must have words for
record SampleUnit(
    String name,
    int firstLine,
    int lastLine,
    boolean mustFlag,
    Set<Integer> marked,
    Set<Need> needs) {
  SampleUnit {
    marked = Set.copyOf(marked);
    needs = Set.copyOf(needs);
  }

  boolean holds(int line) {
    return firstLine <= line && line <= lastLine;
  }

  /// Tells whether one of the reports stands where the sample wants it.
  boolean isOnMarkedLine(List<Report> reports) {
    return marked.isEmpty()
        ? !among(reports).isEmpty()
        : reports.stream().anyMatch(report -> marked.contains(report.line()));
  }

  /// Returns the reports that lie inside.
  List<Report> among(List<Report> reports) {
    return reports.stream().filter(report -> holds(report.line())).toList();
  }
}
