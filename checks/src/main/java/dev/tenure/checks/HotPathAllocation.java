package dev.tenure.checks;

import static com.google.errorprone.BugPattern.LinkType.CUSTOM;
import static com.google.errorprone.BugPattern.SeverityLevel.ERROR;

import com.google.auto.service.AutoService;
import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import dev.tenure.checks.allocation.Allocation;
import dev.tenure.checks.allocation.AllocationAnalysis;
import dev.tenure.checks.fix.Fixes;
import dev.tenure.checks.report.FlowStep;
import dev.tenure.checks.report.FlowText;
import java.util.List;
import java.util.Optional;

/// Reports what a method allocates that is, or overrides, one that is `@NoAllocation`.
@AutoService(BugChecker.class)
@BugPattern(
    summary = "A method that is @NoAllocation allocates on a normal path.",
    explanation =
        "What runs for every token or row must leave no garbage: it works in memory that is kept.",
    severity = ERROR,
    linkType = CUSTOM,
    link = HotPathAllocation.LINK)
public final class HotPathAllocation extends BodyChecker {
  static final String LINK =
      "https://github.com/tenure-dev/tenure/blob/main/checks/docs/HotPathAllocation.md";

  private static final long serialVersionUID = 1L;

  /// Makes the check; Error Prone does.
  public HotPathAllocation() {}

  @Override
  void check(TreePath declaration, VisitorState state) {
    if (declaration.getLeaf() instanceof MethodTree method) {
      AllocationAnalysis analysis = AllocationAnalysis.of(state);
      Optional<MethodSymbol> promise = analysis.promise(method);
      if (promise.isPresent()) {
        check(method, promise.get(), declaration, state);
      }
    }
  }

  private void check(
      MethodTree method, MethodSymbol promise, TreePath declaration, VisitorState state) {
    for (Allocation allocation : AllocationAnalysis.of(state).allocations(method, state)) {
      String text = new AllocationMessage(allocation, method, promise, state).text();
      List<FlowStep> flow = flow(method, allocation, state);
      report(
          beginning(allocation.at()),
          text,
          flow,
          () -> Fixes.of(allocation, state),
          declaration,
          state);
    }
  }

  /// From the method that must not to the allocation, which a helper may have made.
  private static List<FlowStep> flow(MethodTree method, Allocation allocation, VisitorState state) {
    FlowText way = FlowText.in(state).then(method, "must not allocate");
    return switch (allocation) {
      case Allocation.Direct direct -> way.then(beginning(direct.at()), "allocates here").steps();
      case Allocation.ByHelper call ->
          way.then(beginning(call.at()), "calls a helper here")
              .then(beginning(call.cause().at()), "allocates here")
              .steps();
    };
  }

  /// javac places a concatenation at its last `+`, which may be lines below.
  private static Tree beginning(Tree tree) {
    return tree instanceof BinaryTree binary ? beginning(binary.getLeftOperand()) : tree;
  }
}
