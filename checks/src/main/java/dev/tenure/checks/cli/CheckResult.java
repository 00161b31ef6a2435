package dev.tenure.checks.cli;

import java.util.List;

/// What came of a compilation with the checks. Immutable.
///
/// @param findings what the checks found, by file and line
/// @param errors why the compilation failed; empty if it did not
public record CheckResult(List<Finding> findings, List<CompileError> errors) {
  /// Copies the lists.
  ///
  /// @param findings what the checks found, by file and line
  /// @param errors why the compilation failed; empty if it did not
  public CheckResult {
    findings = List.copyOf(findings);
    errors = List.copyOf(errors);
  }
}
