package dev.tenure.checks.report;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// A finding, as a report shows it. Immutable.
///
/// @param check the check's name
/// @param level how grave it is
/// @param file the source file
/// @param line the line, from 1
/// @param column the column, from 1; 0 if it is not known
/// @param message what was found and what to do, in plain text
/// @param flow the way from where the resource was acquired to the fault; may be empty
/// @param repair what could be done about it; none unless somebody asked
/// @param fix what is known to mend it; empty unless somebody asked
public record ReportedFinding(
    String check,
    Level level,
    URI file,
    long line,
    long column,
    String message,
    List<FlowStep> flow,
    Repair repair,
    Optional<OfferedFix> fix) {
  /// How grave a finding is; the names are those of SARIF, in upper case.
  public enum Level {
    /// The build fails.
    ERROR,
    /// The build goes on.
    WARNING
  }

  /// Copies the list.
  public ReportedFinding {
    flow = List.copyOf(flow);
  }

  /// Makes a finding that nobody is going to mend.
  ///
  /// @param check the check's name
  /// @param level how grave it is
  /// @param file the source file
  /// @param line the line, from 1
  /// @param column the column, from 1; 0 if it is not known
  /// @param message what was found and what to do, in plain text
  /// @param flow the way from where the resource was acquired to the fault; may be empty
  public ReportedFinding(
      String check,
      Level level,
      URI file,
      long line,
      long column,
      String message,
      List<FlowStep> flow) {
    this(check, level, file, line, column, message, flow, Repair.NONE, Optional.empty());
  }

  /// Returns the same finding with a fix.
  ///
  /// @param verified what is known to mend it, by itself
  /// @return the finding
  public ReportedFinding with(OfferedFix verified) {
    return new ReportedFinding(
        check, level, file, line, column, message, flow, repair, Optional.of(verified));
  }
}
