package dev.tenure.benchmarks.checks.peers;

import java.util.List;
import java.util.Map;

/// One unit and what each tool makes of it.
///
/// @param file the sample's name
/// @param unit what was asked about
/// @param verdicts by the tool's name
/// @param reports by the tool's name, what lies inside the unit
record Row(
    String file,
    SampleUnit unit,
    Map<String, Verdict> verdicts,
    Map<String, List<Report>> reports) {
  Row {
    verdicts = Map.copyOf(verdicts);
    reports = Map.copyOf(reports);
  }

  /// Returns the file's name without what says whether it is about leaks or about silence.
  String construct() {
    return file.replaceFirst("\\.java$", "").replaceFirst("(?<=.)(Leak|Leaks|Quiet)$", "");
  }

  /// Tells whether a tool reports what it must on the line where it is expected.
  boolean isOnLine(String tool) {
    return verdicts.get(tool) == Verdict.FOUND
        && unit.isOnMarkedLine(reports.getOrDefault(tool, List.of()));
  }

  boolean answeredByAll() {
    return verdicts.values().stream()
        .noneMatch(each -> each == Verdict.CANNOT_EXPRESS || each == Verdict.FAILED);
  }
}
