package dev.tenure.checks;

import com.google.errorprone.VisitorState;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.tenure.checks.cli.BuildFixes;
import dev.tenure.checks.cli.BuildOffers;
import dev.tenure.checks.fix.Fix;
import dev.tenure.checks.report.FindingLog;
import dev.tenure.checks.report.FlowStep;
import dev.tenure.checks.report.OptIn;
import dev.tenure.checks.report.Repair;
import dev.tenure.checks.report.ReportedFinding;
import java.util.List;
import java.util.function.Supplier;

/// Hands what a check found to javac and to the log, unless the build checks only what opted in and
/// this did not.
final class Reports {
  private Reports() {}

  /// Reports a finding.
  ///
  /// @param finding its description, to which a fix may be added
  /// @param fixes finds what could be done about it; asked only on demand
  static void add(
      Description.Builder finding,
      Tree at,
      List<FlowStep> flow,
      Supplier<List<Fix>> fixes,
      TreePath declaration,
      VisitorState state) {
    if (OptIn.includes(declaration, state)) {
      BuildFixes.next(state).ifPresent(finding::addFix);
      Description found = finding.build();
      Repair repair =
          asksForFixes(state) ? Repair.of(at, declaration, fixes.get(), state) : Repair.NONE;
      ReportedFinding noted =
          FindingLog.finding(found.checkName, at, found.getRawMessage(), flow, repair, state);
      FindingLog.of(state).add(BuildOffers.withFix(noted, state));
      state.reportMatch(found);
    }
  }

  private static boolean asksForFixes(VisitorState state) {
    return state.errorProneOptions().getFlags().getBoolean(FindingLog.FIXES_OPTION).orElse(false);
  }
}
