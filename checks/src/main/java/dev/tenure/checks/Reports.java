package dev.tenure.checks;

import com.google.errorprone.VisitorState;
import com.google.errorprone.matchers.Description;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.tenure.checks.report.FindingLog;
import dev.tenure.checks.report.FlowStep;
import dev.tenure.checks.report.OptIn;
import java.util.List;

/// Hands what a check found to javac and to the log, unless the build checks only what opted in and
/// this did not.
final class Reports {
  private Reports() {}

  static void add(
      Description found, Tree at, List<FlowStep> flow, TreePath declaration, VisitorState state) {
    if (OptIn.includes(declaration, state)) {
      FindingLog.of(state).add(found.checkName, at, found.getRawMessage(), flow, state);
      state.reportMatch(found);
    }
  }
}
