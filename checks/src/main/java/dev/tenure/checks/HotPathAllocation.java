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
import java.util.List;

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
      analysis.promise(method).ifPresent(promise -> check(method, promise, declaration, state));
    }
  }

  private void check(
      MethodTree method, MethodSymbol promise, TreePath declaration, VisitorState state) {
    for (Allocation allocation : AllocationAnalysis.of(state).allocations(method)) {
      String text = new AllocationMessage(allocation, method, promise, state).text();
      report(beginning(allocation.at()), text, List.of(), List::of, declaration, state);
    }
  }

  /// javac places a concatenation at its last `+`, which may be lines below.
  private static Tree beginning(Tree tree) {
    return tree instanceof BinaryTree binary ? beginning(binary.getLeftOperand()) : tree;
  }
}
