package dev.tenure.checks.allocation;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tells which statements of a body lead to a throw on all their paths. What they allocate is not
/// on a normal path.
///
/// A throw that the same body catches, and goes on after, is none.
final class Exits {
  private final Types types;
  private final Predicate<MethodSymbol> alwaysThrows;
  private @Nullable Around around;

  /// The tries in whose blocks a statement stands.
  private record Around(TryTree tree, @Nullable Around outer) {}

  Exits(Types types, Predicate<MethodSymbol> alwaysThrows) {
    this.types = types;
    this.alwaysThrows = alwaysThrows;
  }

  /// Notes that what is asked about stands in the block of a try, until [#leave()].
  void enter(TryTree tree) {
    around = new Around(tree, around);
  }

  void leave() {
    if (around != null) {
      around = around.outer();
    }
  }

  /// Returns how many statements at the beginning of a sequence are on a normal path: all those
  /// after them run only to throw.
  int normal(List<? extends StatementTree> statements) {
    for (int i = 0; i < statements.size(); i++) {
      if (throwsAlways(statements.get(i))) {
        return beginning(statements, i);
      }
    }
    return statements.size();
  }

  private int beginning(List<? extends StatementTree> statements, int throwing) {
    int first = throwing;
    while (first > 0 && !Jumps.leave(statements.get(first - 1), this::neverReturns)) {
      first--;
    }
    return first;
  }

  private boolean neverReturns(ReturnTree tree) {
    return tree.getExpression() != null && isThrowingCall(tree.getExpression());
  }

  /// Whether a call never returns.
  boolean isThrowingCall(ExpressionTree tree) {
    return tree instanceof MethodInvocationTree call
        && alwaysThrows.test(ASTHelpers.getSymbol(call));
  }

  boolean throwsAlways(List<? extends StatementTree> statements) {
    return !statements.isEmpty() && normal(statements) == 0;
  }

  private boolean throwsAlways(@Nullable StatementTree statement) {
    return switch (statement) {
      case ThrowTree tree -> !isCaught(tree);
      case BlockTree tree -> throwsAlways(tree.getStatements());
      case IfTree tree ->
          throwsAlways(tree.getThenStatement()) && throwsAlways(tree.getElseStatement());
      case ExpressionStatementTree tree -> isThrowingCall(tree.getExpression());
      case ReturnTree tree -> neverReturns(tree);
      case VariableTree tree ->
          tree.getInitializer() != null && isThrowingCall(tree.getInitializer());
      case TryTree tree -> throwsAlways(tree);
      case SynchronizedTree tree -> throwsAlways(tree.getBlock());
      case LabeledStatementTree tree -> throwsAlways(tree.getStatement());
      case DoWhileLoopTree tree -> throwsAlways(tree.getStatement());
      case SwitchTree tree -> throwsAlways(tree);
      case null, default -> false;
    };
  }

  private boolean throwsAlways(TryTree tree) {
    BlockTree last = tree.getFinallyBlock();
    return (last != null && throwsAlways(last.getStatements()))
        || (throwsAlways(tree.getBlock().getStatements())
            && tree.getCatches().stream()
                .allMatch(handler -> throwsAlways(handler.getBlock().getStatements())));
  }

  private boolean throwsAlways(SwitchTree tree) {
    List<? extends CaseTree> cases = tree.getCases();
    return cases.stream().anyMatch(Exits::isDefault) && cases.stream().allMatch(this::throwsAlways);
  }

  private static boolean isDefault(CaseTree label) {
    return label.getLabels().stream().anyMatch(each -> each instanceof DefaultCaseLabelTree);
  }

  /// Whether a case throws, or falls through to one that does.
  private boolean throwsAlways(CaseTree label) {
    List<? extends StatementTree> statements = label.getStatements();
    return statements == null
        ? label.getBody() instanceof StatementTree body && throwsAlways(body)
        : statements.isEmpty() || throwsAlways(statements);
  }

  /// Whether a try around a throw catches what it throws for certain, and may go on.
  boolean isCaught(ThrowTree tree) {
    Type thrown = ASTHelpers.getType(tree.getExpression());
    for (Around each = around; thrown != null && each != null; each = each.outer()) {
      for (CatchTree handler : each.tree().getCatches()) {
        if (catches(handler.getParameter().getType(), thrown)) {
          return !throwsAlways(handler, each.outer());
        }
      }
    }
    return false;
  }

  private boolean throwsAlways(CatchTree handler, @Nullable Around outer) {
    Around inner = around;
    around = outer;
    boolean throwing = throwsAlways(handler.getBlock().getStatements());
    around = inner;
    return throwing;
  }

  private boolean catches(Tree caught, Type thrown) {
    if (caught instanceof UnionTypeTree union) {
      return union.getTypeAlternatives().stream()
          .anyMatch(alternative -> catches(alternative, thrown));
    }
    Type type = ASTHelpers.getType(caught);
    return type != null && types.isSubtype(thrown, type);
  }
}
