package dev.tenure.checks;

import com.google.errorprone.VisitorState;
import com.sun.source.util.TreePath;
import dev.tenure.checks.fix.Fixes;
import dev.tenure.checks.lifetime.LifetimeAnalysis;
import dev.tenure.checks.lifetime.MemoryFault;
import dev.tenure.checks.report.FlowText;
import java.util.Set;

/// A check of what bodies do with memory that they borrow, share, or that nobody has written.
abstract class MemoryChecker extends BodyChecker {
  private static final long serialVersionUID = 1L;

  /// The faults that the check reports.
  abstract Set<MemoryFault.Kind> kinds();

  @Override
  final void check(TreePath declaration, VisitorState state) {
    for (MemoryFault fault : LifetimeAnalysis.of(state).memoryFaults(declaration)) {
      if (kinds().contains(fault.kind())) {
        report(
            fault.at(),
            new MemoryMessage(fault, state).text(),
            FlowText.of(fault, state),
            () -> Fixes.of(fault, declaration, state),
            declaration,
            state);
      }
    }
  }
}
