package dev.tenure.checks.allocation;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds ways out of a statement other than past its end and by a throw. A jump to a label counts
/// as one wherever the label is.
final class Jumps extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Predicate<ReturnTree> neverReturns;
  private int loops;
  private int switches;
  private int switchExpressions;
  private boolean found;

  private Jumps(Predicate<ReturnTree> neverReturns) {
    this.neverReturns = neverReturns;
  }

  /// Whether a statement may jump out of itself.
  ///
  /// @param neverReturns tells which `return` throws in its expression
  static boolean leave(StatementTree statement, Predicate<ReturnTree> neverReturns) {
    Jumps jumps = new Jumps(neverReturns);
    jumps.scan(statement, null);
    return jumps.found;
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
    found |= !neverReturns.test(tree);
    return null;
  }

  @Override
  public @Nullable Void visitBreak(BreakTree tree, @Nullable Void unused) {
    found |= tree.getLabel() != null || loops + switches == 0;
    return null;
  }

  @Override
  public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void unused) {
    found |= tree.getLabel() != null || loops == 0;
    return null;
  }

  @Override
  public @Nullable Void visitYield(YieldTree tree, @Nullable Void unused) {
    found |= switchExpressions == 0;
    return super.visitYield(tree, null);
  }

  @Override
  public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void unused) {
    switches++;
    super.visitSwitch(tree, null);
    switches--;
    return null;
  }

  @Override
  public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void unused) {
    switchExpressions++;
    super.visitSwitchExpression(tree, null);
    switchExpressions--;
    return null;
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
    return inLoop(tree.getStatement());
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    return inLoop(tree.getStatement());
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
    return inLoop(tree.getStatement());
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
    return inLoop(tree.getStatement());
  }

  private @Nullable Void inLoop(Tree body) {
    loops++;
    scan(body, null);
    loops--;
    return null;
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
    return null;
  }
}
