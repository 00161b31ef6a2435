package dev.tenure.checks.report;

import com.google.errorprone.BugPattern.SeverityLevel;
import com.google.errorprone.VisitorState;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.tools.javac.api.MultiTaskListener;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import com.sun.tools.javac.util.Log;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the checks found in one compilation, with the paths that diagnostics do not carry. Where
/// the option [#SARIF_OPTION] names a file, the log is written there when the compilation is over.
///
/// It lives in the compiler's context, and serves one compilation on its thread.
public final class FindingLog {
  /// The option that names a SARIF file.
  public static final String SARIF_OPTION = "Tenure:Sarif";

  /// The option after which that file has a verified fix of each finding that has one.
  public static final String SARIF_FIXES_OPTION = "Tenure:SarifFixes";

  /// The option after which findings come with what could be done about them.
  public static final String FIXES_OPTION = "Tenure:FindFixes";

  private static final Context.Key<FindingLog> KEY = new Context.Key<>();

  private final Optional<Path> sarif;
  private final List<ReportedFinding> findings = new ArrayList<>();
  private final Set<URI> files = new LinkedHashSet<>();
  private @Nullable CompilationUnitTree current;

  private FindingLog(Optional<Path> sarif) {
    this.sarif = sarif;
  }

  /// Returns the log of the compilation that a check runs in, and notes that the source file at
  /// hand is checked.
  ///
  /// @param state where the check stands
  /// @return always the same for one compilation
  public static FindingLog of(VisitorState state) {
    FindingLog log = state.context.get(KEY);
    if (log == null) {
      Optional<String> file = state.errorProneOptions().getFlags().get(SARIF_OPTION);
      log = new FindingLog(file.isPresent() ? Optional.of(Path.of(file.get())) : Optional.empty());
      state.context.put(KEY, log);
      log.writeAtTheEnd(state.context);
    }
    log.isIn(state.getPath().getCompilationUnit());
    return log;
  }

  /// Every check asks for the log in every body, and a file's URI, which only SARIF wants, takes a
  /// while to make.
  @SuppressWarnings("ReferenceEquality") // trees have no other equality
  private void isIn(CompilationUnitTree unit) {
    if (sarif.isPresent() && unit != current) {
      current = unit;
      files.add(unit.getSourceFile().toUri());
    }
  }

  /// Returns what was found in a compilation.
  ///
  /// @param context the compilation
  /// @return the findings, in the order in which they were found
  public static List<ReportedFinding> in(Context context) {
    FindingLog log = context.get(KEY);
    return log == null ? List.of() : List.copyOf(log.findings);
  }

  /// Adds a finding.
  ///
  /// @param finding what a check found
  public void add(ReportedFinding finding) {
    findings.add(finding);
  }

  /// Returns a finding with its place.
  ///
  /// @param check the check's name
  /// @param at what the diagnostic stands on
  /// @param message the diagnostic's message
  /// @param flow the way to it
  /// @param repair what could be done about it
  /// @param state where the check stands
  /// @return the finding, with no fix
  public static ReportedFinding finding(
      String check,
      Tree at,
      String message,
      List<FlowStep> flow,
      Repair repair,
      VisitorState state) {
    CompilationUnitTree unit = state.getPath().getCompilationUnit();
    LineMap lines = unit.getLineMap();
    int position = FlowStep.position(at, lines);
    boolean known = lines != null && position >= 0;
    return new ReportedFinding(
        check,
        level(check, state),
        unit.getSourceFile().toUri(),
        known ? lines.getLineNumber(position) : 1,
        known ? FlowStep.column(position, lines) : 0,
        message,
        flow,
        repair,
        Optional.empty());
  }

  private static ReportedFinding.Level level(String check, VisitorState state) {
    SeverityLevel severity = state.severityMap().get(check);
    return severity == null || severity == SeverityLevel.ERROR
        ? ReportedFinding.Level.ERROR
        : ReportedFinding.Level.WARNING;
  }

  private void writeAtTheEnd(Context context) {
    if (sarif.isPresent()) {
      MultiTaskListener.instance(context)
          .add(
              new TaskListener() {
                @Override
                public void finished(TaskEvent event) {
                  if (event.getKind() == TaskEvent.Kind.COMPILATION) {
                    write(sarif.get(), context);
                  }
                }
              });
    }
  }

  private void write(Path file, Context context) {
    try {
      SarifFile.merge(file, files, findings);
    } catch (IOException failure) {
      Log.instance(context)
          .error(
              new JCDiagnostic.Error(
                  "compiler",
                  "proc.messager",
                  SARIF_OPTION + ": " + file + " cannot be written: " + failure));
    }
  }
}
