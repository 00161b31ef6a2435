package dev.tenure.checks.cli;

import dev.tenure.checks.report.FlowStep;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// One diagnostic of one check.
///
/// Immutable.
///
/// @param file the source file, as it was named in the request
/// @param line the line that the diagnostic stands on, from 1
/// @param severity whether the check's rule was certainly broken
/// @param check the check's name, which is its suppression key
/// @param message what was found, in one line
/// @param details what to do and where to read more, a line each
/// @param flow the way from where the resource was acquired to the fault; may be empty
public record Finding(
    Path file,
    long line,
    Severity severity,
    String check,
    String message,
    List<String> details,
    List<FlowStep> flow) {

  /// How sure and how grave a finding is.
  public enum Severity {
    /// The rule was broken.
    ERROR,
    /// The rule is broken under circumstances that may be acceptable.
    WARNING;

    /// Returns the word for people, as compilers write it.
    ///
    /// @return the name in lower case
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// By file, line and check: the order in which findings are shown.
  static final Comparator<Finding> BY_PLACE =
      Comparator.comparing(Finding::file)
          .thenComparingLong(Finding::line)
          .thenComparing(Finding::check)
          .thenComparing(Finding::message);

  /// Copies the lists.
  public Finding {
    details = List.copyOf(details);
    flow = List.copyOf(flow);
  }

  /// Returns the diagnostic as `file:line: severity: [Check] message`.
  ///
  /// @return one line of text, without its details
  public String headline() {
    return "%s:%d: %s: [%s] %s".formatted(file, line, severity.label(), check, message);
  }
}
