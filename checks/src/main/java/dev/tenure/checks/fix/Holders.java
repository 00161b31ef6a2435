package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.ParameterContract;
import dev.tenure.checks.model.ResultContract;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The variables that may hold something of a resource: what a method of it returned, unless that
/// is a number, a text or the like, and what something of it was put in.
final class Holders {
  private final Set<Symbol> holding;
  private final Optional<Tree> made;
  private final Set<Symbol> declared = new HashSet<>();
  private final Collection<Tree> removed;
  private final Contracts contracts;
  private boolean keptOutside;

  /// Begins with what holds the resource itself.
  ///
  /// @param variables the variables
  /// @param made the call or creation that the resource comes from, if no variable holds it
  /// @param block the statements of the block that all happens in
  /// @param removed statements that will not be there any more
  Holders(
      Set<? extends Symbol> variables,
      Optional<Tree> made,
      List<? extends StatementTree> block,
      Collection<Tree> removed,
      Contracts contracts) {
    this.holding = new HashSet<>(variables);
    this.made = made;
    this.removed = removed;
    this.contracts = contracts;
    declare(block);
  }

  private void declare(List<? extends StatementTree> block) {
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
        declared.add(ASTHelpers.getSymbol(tree));
        return super.visitVariable(tree, null);
      }
    }.scan(block, null);
  }

  int count() {
    return holding.size();
  }

  /// Whether something that is declared outside of the block may hold something of the resource.
  boolean isKeptOutside() {
    return keptOutside;
  }

  boolean isMentioned(Tree tree) {
    return Uses.mentions(tree, holding, removed)
        || made.filter(site -> Uses.contains(tree, site)).isPresent();
  }

  /// Finds more of them among some statements.
  ///
  /// @param after the statements after those
  void find(List<? extends StatementTree> inside, List<? extends StatementTree> after) {
    new Scan().scan(inside, null);
    for (StatementTree statement : inside) {
      if (statement instanceof VariableTree variable) {
        VarSymbol symbol = ASTHelpers.getSymbol(variable);
        boolean used =
            after.stream().anyMatch(each -> Uses.mentions(each, Set.of(symbol), removed));
        if (used && !Region.isPlain(symbol.type)) {
          holding.add(symbol);
        }
      }
    }
  }

  /// Whether a return or an assignment to a field lets something of it out, or something closes
  /// what may be the same.
  ///
  /// @param moves statements that hand the resource over
  boolean isLeaving(List<? extends StatementTree> inside, Collection<? extends Tree> moves) {
    boolean[] found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
        boolean skipped = tree == null || moves.contains(tree) || removed.contains(tree);
        return skipped ? null : super.scan(tree, null);
      }

      @Override
      public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
        found[0] |=
            tree.getExpression() != null
                && isPart(tree.getExpression())
                && !isOfItsOwn(tree.getExpression());
        return super.visitReturn(tree, null);
      }

      @Override
      public @Nullable Void visitMethodInvocation(
          MethodInvocationTree tree, @Nullable Void unused) {
        found[0] |=
            tree.getMethodSelect() instanceof MemberSelectTree select
                && contracts.isClosing(ASTHelpers.getSymbol(tree))
                && isPart(select.getExpression());
        return super.visitMethodInvocation(tree, null);
      }

      @Override
      public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
        found[0] |=
            isField(ASTHelpers.getSymbol(tree.getVariable())) && isPart(tree.getExpression());
        return super.visitAssignment(tree, null);
      }
    }.scan(inside, null);
    return found[0];
  }

  /// Whether an expression is a call that only borrows what it is given, and returns something that
  /// its caller owns.
  private boolean isOfItsOwn(ExpressionTree value) {
    if (!(value instanceof MethodInvocationTree call)
        || isMentioned(call.getMethodSelect())
        || !contracts.result(ASTHelpers.getSymbol(call)).equals(ResultContract.OWNED)) {
      return false;
    }
    for (int i = 0; i < call.getArguments().size(); i++) {
      if (isPart(call.getArguments().get(i))
          && contracts.parameter(ASTHelpers.getSymbol(call), i) != ParameterContract.BORROWS) {
        return false;
      }
    }
    return true;
  }

  private static boolean isField(@Nullable Symbol symbol) {
    return symbol instanceof VarSymbol && symbol.owner instanceof Symbol.ClassSymbol;
  }

  /// Whether an expression's value may hold something of the resource.
  private boolean isPart(ExpressionTree value) {
    Type type = ASTHelpers.getType(value);
    return type != null && !Region.isPlain(type) && isMentioned(value);
  }

  private final class Scan extends TreeScanner<@Nullable Void, @Nullable Void> {
    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      return tree == null || removed.contains(tree) ? null : super.scan(tree, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
      if (tree.getInitializer() != null && isPart(tree.getInitializer())) {
        add(ASTHelpers.getSymbol(tree));
      }
      return super.visitVariable(tree, null);
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
      if (isPart(tree.getExpression())) {
        boolean whole = isField(ASTHelpers.getSymbol(tree.getVariable()));
        if (!whole || tree.getVariable() instanceof ArrayAccessTree) {
          add(root(tree.getVariable()));
        }
      }
      return super.visitAssignment(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
      Symbol receiver = root(tree.getMethodSelect());
      if (receiver instanceof VarSymbol
          && tree.getArguments().stream().anyMatch(Holders.this::isPart)) {
        boolean container = contracts.isContainer(receiver.type);
        if (container || (declared.contains(receiver) && !contracts.isDeclared(receiver.type))) {
          add(receiver);
        }
      }
      return super.visitMethodInvocation(tree, null);
    }

    private void add(@Nullable Symbol symbol) {
      if (symbol instanceof VarSymbol variable && !Region.isPlain(variable.type)) {
        boolean own = holding.contains(variable);
        keptOutside |= !own && !declared.contains(variable);
        holding.add(variable);
      }
    }

    /// The variable that a chain of selections and calls begins with.
    private static @Nullable Symbol root(ExpressionTree expression) {
      return switch (ASTHelpers.stripParentheses(expression)) {
        case IdentifierTree name -> ASTHelpers.getSymbol(name);
        case MemberSelectTree member -> root(member.getExpression());
        case ArrayAccessTree element -> root(element.getExpression());
        case MethodInvocationTree call -> root(call.getMethodSelect());
        default -> null;
      };
    }
  }
}
