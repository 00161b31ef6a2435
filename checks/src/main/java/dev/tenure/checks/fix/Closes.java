package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import dev.tenure.checks.model.Contracts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements that close a variable's resource: `t.close();`, also behind a test for null.
///
/// Taking them out leaves nothing empty behind, as far as what is around them does nothing else.
final class Closes {
  private final Contracts contracts;
  private final Symbol variable;
  private final List<Tree> statements = new ArrayList<>();

  private Closes(Contracts contracts, Symbol variable) {
    this.contracts = contracts;
    this.variable = variable;
  }

  /// Finds the statements in a part of a body.
  static Closes of(Symbol variable, Iterable<? extends Tree> trees, Contracts contracts) {
    Closes closes = new Closes(contracts, variable);
    closes.find(trees);
    return closes;
  }

  /// Makes an instance of one statement that closes a variable.
  static Closes only(Tree statement, Symbol variable, Contracts contracts) {
    Closes closes = new Closes(contracts, variable);
    closes.statements.add(statement);
    return closes;
  }

  /// Returns the statements, the outermost that do nothing else.
  List<Tree> statements() {
    return statements;
  }

  /// Returns the name of the method that the statements call, if there are any.
  Optional<String> method() {
    List<String> names = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitExpressionStatement(
          ExpressionStatementTree tree, @Nullable Void unused) {
        if (isClose(tree)
            && tree.getExpression() instanceof MethodInvocationTree call
            && call.getArguments().isEmpty()) {
          names.add(ASTHelpers.getSymbol(call).getSimpleName().toString());
        }
        return null;
      }
    }.scan(statements, null);
    return names.stream().findFirst();
  }

  private void find(Iterable<? extends Tree> trees) {
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIf(IfTree tree, @Nullable Void unused) {
        if (tree.getElseStatement() == null
            && Uses.isPure(tree.getCondition())
            && closesOnly(tree.getThenStatement())) {
          statements.add(tree);
          return null;
        }
        return super.visitIf(tree, null);
      }

      @Override
      public @Nullable Void visitExpressionStatement(
          ExpressionStatementTree tree, @Nullable Void unused) {
        if (isClose(tree)) {
          statements.add(tree);
        }
        return null;
      }
    }.scan(trees, null);
  }

  private boolean closesOnly(StatementTree statement) {
    return switch (statement) {
      case BlockTree block ->
          !block.getStatements().isEmpty()
              && block.getStatements().stream().allMatch(this::isClose);
      case ExpressionStatementTree call -> isClose(call);
      default -> false;
    };
  }

  boolean isClose(Tree statement) {
    return statement instanceof ExpressionStatementTree expression
        && expression.getExpression() instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree method
        && Uses.isOf(method.getExpression(), variable)
        && contracts.isClosing(ASTHelpers.getSymbol(call));
  }

  /// Takes the statements out, and what would be empty without them.
  ///
  /// @param within where to look for what is around them
  void remove(Iterable<? extends Tree> within, Changes changes, Source source) {
    List<Tree> left = new ArrayList<>(statements);
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
        BlockTree last = tree.getFinallyBlock();
        if (last != null && isEmptied(last)) {
          removeFinally(tree, last);
          left.removeAll(last.getStatements());
        }
        return super.visitTry(tree, null);
      }

      private void removeFinally(TryTree tree, BlockTree last) {
        boolean alone = tree.getCatches().isEmpty() && tree.getResources().isEmpty();
        int body = source.end(tree.getBlock());
        if (!alone) {
          int before = tree.getCatches().isEmpty() ? body : source.end(tree.getCatches().getLast());
          changes.replace(before, source.end(last), "");
          return;
        }
        unwrap(tree, source, changes);
      }

      @Override
      public @Nullable Void visitIf(IfTree tree, @Nullable Void unused) {
        StatementTree other = tree.getElseStatement();
        if (other != null && (left.contains(other) || isEmptied(other))) {
          changes.replace(source.end(tree.getThenStatement()), source.end(other), "");
          left.remove(other);
          left.removeAll(Local.statements(other));
        }
        bare(tree.getThenStatement());
        return super.visitIf(tree, null);
      }

      @Override
      public @Nullable Void visitLabeledStatement(
          LabeledStatementTree tree, @Nullable Void unused) {
        bare(tree.getStatement());
        return super.visitLabeledStatement(tree, null);
      }

      // A statement that something needs to be there.
      private void bare(StatementTree statement) {
        if (left.remove(statement)) {
          changes.replace(statement, "{}");
        }
      }
    }.scan(within, null);
    left.forEach(changes::remove);
  }

  private boolean isEmptied(Tree tree) {
    return tree instanceof BlockTree block
        && !block.getStatements().isEmpty()
        && statements.containsAll(block.getStatements());
  }

  /// Leaves what stands in a try, without the try.
  private static void unwrap(TryTree tree, Source source, Changes changes) {
    int open = source.start(tree.getBlock()) + 1;
    int close = source.end(tree.getBlock()) - 1;
    boolean lines =
        source.beginsLine(source.start(tree))
            && source.between(open, source.nextLine(open)).isBlank()
            && source.beginsLine(close)
            && source.endsLine(source.end(tree));
    if (lines) {
      changes.replace(source.lineStart(source.start(tree)), source.nextLine(open), "");
      changes.keepIndent(source.nextLine(open), source.lineStart(close));
      changes.replace(source.lineStart(close), source.nextLine(source.end(tree)), "");
    } else {
      changes.replace(source.start(tree), open - 1, "");
      changes.replace(close + 1, source.end(tree), "");
    }
  }
}
