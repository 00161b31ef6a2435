package dev.tenure.cli;

import dev.tenure.checks.cli.Finding;
import dev.tenure.checks.cli.VerifiedFixes;
import dev.tenure.checks.report.FlowStep;
import dev.tenure.checks.report.ReportedFinding;
import dev.tenure.checks.report.SarifLog;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Writes findings for people and for machines.
enum FindingReport {
  /// A line for each, and its details indented.
  TEXT {
    @Override
    String of(List<Path> sources, List<Finding> findings, VerifiedFixes fixes) {
      return findings.stream().map(FindingReport::describe).collect(Collectors.joining());
    }
  },
  /// A log in SARIF 2.1.0.
  SARIF {
    @Override
    String of(List<Path> sources, List<Finding> findings, VerifiedFixes fixes) {
      return SarifLog.text(
          sources.stream().map(Path::toUri).toList(),
          findings.stream().map(FindingReport::reported).map(fixes::addTo).toList());
    }
  },
  /// An array of objects.
  JSON {
    @Override
    String of(List<Path> sources, List<Finding> findings, VerifiedFixes fixes) {
      return Json.write(findings.stream().map(Entry::of).toList()) + "\n";
    }
  };

  /// Returns the report.
  ///
  /// @param sources all files that were checked
  /// @param fixes what mends them, for a format that has a place for it
  abstract String of(List<Path> sources, List<Finding> findings, VerifiedFixes fixes);

  /// A finding in JSON.
  private record Entry(
      String file,
      long line,
      String severity,
      String check,
      String message,
      List<String> details,
      List<FlowStep> flow) {
    static Entry of(Finding finding) {
      return new Entry(
          finding.file().toString(),
          finding.line(),
          finding.severity().label(),
          finding.check(),
          finding.message(),
          finding.details(),
          finding.flow());
    }
  }

  private static String describe(Finding finding) {
    StringBuilder text = new StringBuilder(finding.headline()).append('\n');
    finding.details().forEach(detail -> text.append("    ").append(detail).append('\n'));
    return text.toString();
  }

  private static ReportedFinding reported(Finding finding) {
    return new ReportedFinding(
        finding.check(),
        finding.severity() == Finding.Severity.ERROR
            ? ReportedFinding.Level.ERROR
            : ReportedFinding.Level.WARNING,
        finding.file().toUri(),
        finding.line(),
        0,
        finding.message(),
        finding.flow());
  }
}
