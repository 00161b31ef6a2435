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
/// @param needs what a tool must have words for
record SampleUnit(String name, int firstLine, int lastLine, boolean mustFlag, Set<Need> needs) {
  SampleUnit {
    needs = Set.copyOf(needs);
  }

  boolean holds(int line) {
    return firstLine <= line && line <= lastLine;
  }

  /// Returns the reports that lie inside.
  List<Report> among(List<Report> reports) {
    return reports.stream().filter(report -> holds(report.line())).toList();
  }
}
