package dev.tenure.checks.cli;

import com.google.errorprone.ErrorProneFlags;
import com.google.errorprone.VisitorState;
import com.sun.tools.javac.util.Context;
import dev.tenure.checks.report.FindingLog;
import dev.tenure.checks.report.ReportedFinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The verified fixes of a build that asks for them in its SARIF file. They are found when the
/// first finding is reported; a clean build, or one that does not ask, pays nothing.
public final class BuildOffers {
  private static final Context.Key<VerifiedFixes> KEY = new Context.Key<>();

  private BuildOffers() {}

  /// Returns a finding with its fix.
  ///
  /// @param finding what a check found
  /// @param state where the check stands
  /// @return the same finding, as it is if the build does not ask, or there is no fix
  public static ReportedFinding withFix(ReportedFinding finding, VisitorState state) {
    ErrorProneFlags flags = state.errorProneOptions().getFlags();
    boolean asks =
        flags.get(FindingLog.SARIF_OPTION).isPresent()
            && flags.getBoolean(FindingLog.SARIF_FIXES_OPTION).orElse(false);
    return asks ? fixes(state).addTo(finding) : finding;
  }

  private static VerifiedFixes fixes(VisitorState state) {
    VerifiedFixes fixes = state.context.get(KEY);
    if (fixes == null) {
      try {
        fixes = VerifiedFixes.of(BuildRequest.of(state, List.of()), BuildRequest.generated(state));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
      state.context.put(KEY, fixes);
    }
    return fixes;
  }
}
