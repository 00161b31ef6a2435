package dev.tenure.checks.cli;

import dev.tenure.checks.report.FlowStep;
import dev.tenure.checks.report.ReportedFinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/// Tells the findings of checks from the errors of the compiler among javac's diagnostics.
final class DiagnosticReader {
  /// How Error Prone begins the text of each of its diagnostics.
  private static final Pattern CHECK_NAME = Pattern.compile("^\\[(\\w+)] ");

  private final SourceFiles sources;
  private final List<ReportedFinding> reported;
  private final List<Finding> findings = new ArrayList<>();
  private final List<CompileError> errors = new ArrayList<>();

  private DiagnosticReader(SourceFiles sources, List<ReportedFinding> reported) {
    this.sources = sources;
    this.reported = reported;
  }

  /// Reads the diagnostics of a compilation.
  ///
  /// @param reported what the checks noted beside them
  static CheckResult read(
      List<Diagnostic<? extends JavaFileObject>> diagnostics,
      SourceFiles sources,
      List<ReportedFinding> reported) {
    DiagnosticReader reader = new DiagnosticReader(sources, reported);
    diagnostics.forEach(reader::add);
    return new CheckResult(
        reader.findings.stream().distinct().sorted(Finding.BY_PLACE).toList(), reader.errors);
  }

  private void add(Diagnostic<? extends JavaFileObject> diagnostic) {
    String text = diagnostic.getMessage(Locale.ROOT);
    Matcher name = CHECK_NAME.matcher(text);
    if (diagnostic.getCode().endsWith(".error.prone") && name.lookingAt()) {
      findings.add(finding(diagnostic, name.group(1), text.substring(name.end())));
    } else if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
      errors.add(
          new CompileError(
              sources.nameOf(diagnostic.getSource()),
              Math.max(0, diagnostic.getLineNumber()),
              text));
    }
  }

  private Finding finding(
      Diagnostic<? extends JavaFileObject> diagnostic, String check, String text) {
    List<String> lines = Arrays.stream(text.split("\\R")).map(String::strip).toList();
    return new Finding(
        sources.nameOf(diagnostic.getSource()).orElseThrow(),
        diagnostic.getLineNumber(),
        diagnostic.getKind() == Diagnostic.Kind.ERROR
            ? Finding.Severity.ERROR
            : Finding.Severity.WARNING,
        check,
        lines.get(0),
        lines.stream().skip(1).filter(line -> !line.isEmpty()).toList(),
        flow(diagnostic, check, lines.get(0)));
  }

  private List<FlowStep> flow(
      Diagnostic<? extends JavaFileObject> diagnostic, String check, String message) {
    return reported.stream()
        .filter(noted -> noted.check().equals(check) && noted.message().equals(message))
        .filter(noted -> noted.line() == diagnostic.getLineNumber())
        .filter(noted -> noted.file().equals(diagnostic.getSource().toUri()))
        .findFirst()
        .map(ReportedFinding::flow)
        .orElse(List.of());
  }
}
