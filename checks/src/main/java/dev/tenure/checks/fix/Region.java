package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import dev.tenure.checks.model.Contracts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The statements of a block that need a resource open: up to the last that mentions it, or a
/// variable that may hold something of it. A list that it was added to is such a variable, and what
/// a method of it returned is another, unless that is a number, a text or the like.
///
/// @param first the first statement's index in its block
/// @param last the last one's; before the first where none needs it
/// @param hoisted the variables that are declared among them and used after them
/// @param leaving whether something that may hold something of the resource is returned or stored
///   in a field
record Region(int first, int last, List<VariableTree> hoisted, boolean leaving) {

  private static final Set<String> PLAIN =
      Set.of(
          "java.lang.String",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double",
          "java.lang.Boolean",
          "java.lang.Short",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Class");

  Region {
    hoisted = List.copyOf(hoisted);
  }

  /// Makes the region of some statements out of which nothing leaves.
  Region(int first, int last) {
    this(first, last, List.of(), false);
  }

  boolean isEmpty() {
    return last < first;
  }

  /// Finds the region of a variable.
  ///
  /// @param removed statements that will not be there any more
  static Region of(Local local, Collection<Tree> removed, Contracts contracts) {
    return of(
        Set.of(local.symbol()),
        local.block(),
        local.index() + 1,
        local.index(),
        removed,
        contracts);
  }

  /// Finds the region of some variables.
  ///
  /// @param first the index of the statement that it begins with
  /// @param least the index of a statement that it has to reach
  /// @param removed statements that will not be there any more
  static Region of(
      Set<? extends Symbol> variables,
      List<? extends StatementTree> block,
      int first,
      int least,
      Collection<Tree> removed,
      Contracts contracts) {
    Set<Symbol> holding = new HashSet<>(variables);
    int last = least;
    int before;
    int known;
    do {
      before = last;
      known = holding.size();
      for (int i = first; i < block.size(); i++) {
        if (Uses.mentions(block.get(i), holding, removed)) {
          last = Math.max(last, i);
        }
      }
      List<? extends StatementTree> inside = block.subList(first, last + 1);
      new Holders(holding, removed, contracts).scan(inside, null);
      holding.addAll(declaredAndUsedAfter(inside, block.subList(last + 1, block.size()), removed));
    } while (last > before || holding.size() > known);
    return new Region(
        first,
        last,
        hoisted(block.subList(first, last + 1), block.subList(last + 1, block.size())),
        isLeaving(block.subList(first, last + 1), holding));
  }

  /// Whether closing after the region may end what is still in use. Of types whose authors know our
  /// contract the checks tell; of others what leaves may be anything.
  boolean mayBreak(Type type, Contracts contracts) {
    return leaving && !contracts.isDeclared(type);
  }

  private static boolean isLeaving(List<? extends StatementTree> inside, Set<Symbol> holding) {
    boolean[] found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
        found[0] |= tree.getExpression() != null && leaves(tree.getExpression());
        return super.visitReturn(tree, null);
      }

      @Override
      public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
        found[0] |=
            ASTHelpers.getSymbol(tree.getVariable()) instanceof VarSymbol variable
                && variable.owner instanceof Symbol.ClassSymbol
                && leaves(tree.getExpression());
        return super.visitAssignment(tree, null);
      }

      private boolean leaves(ExpressionTree value) {
        Type type = ASTHelpers.getType(value);
        return type != null && !isPlain(type) && Uses.mentions(value, holding, List.of());
      }
    }.scan(inside, null);
    return found[0];
  }

  /// What is declared inside, may be anything, and is used after: it has to stay inside.
  private static List<Symbol> declaredAndUsedAfter(
      List<? extends StatementTree> inside,
      List<? extends StatementTree> after,
      Collection<Tree> removed) {
    List<Symbol> found = new ArrayList<>();
    for (StatementTree statement : inside) {
      if (statement instanceof VariableTree variable) {
        VarSymbol symbol = ASTHelpers.getSymbol(variable);
        if (!isPlain(symbol.type)
            && after.stream().anyMatch(each -> Uses.mentions(each, Set.of(symbol), removed))) {
          found.add(symbol);
        }
      }
    }
    return found;
  }

  private static List<VariableTree> hoisted(
      List<? extends StatementTree> inside, List<? extends StatementTree> after) {
    return inside.stream()
        .filter(statement -> statement instanceof VariableTree)
        .map(statement -> (VariableTree) statement)
        .filter(variable ->
            after.stream().anyMatch(each -> Uses.mentions(each, ASTHelpers.getSymbol(variable))))
        .toList();
  }

  /// The variables that a statement assigns something to, or calls with something, which they may
  /// hold from then on.
  static Set<Symbol> assigned(StatementTree statement) {
    Set<Symbol> found = new HashSet<>();
    if (statement instanceof ExpressionStatementTree expression
        && expression.getExpression() instanceof AssignmentTree assignment) {
      Holders.root(assignment.getVariable(), found);
    }
    return found;
  }

  /// Whether values of a type hold nothing of a resource: numbers, texts, arrays of numbers.
  static boolean isPlain(Type type) {
    if (type.isPrimitive() || type.hasTag(TypeTag.VOID)) {
      return true;
    }
    if (type.hasTag(TypeTag.ARRAY)) {
      return ((Type.ArrayType) type).elemtype.isPrimitive();
    }
    return (type.tsym.flags() & Flags.ENUM) != 0
        || PLAIN.contains(type.tsym.getQualifiedName().toString());
  }

  /// Finds the variables that may hold something of what others hold.
  private static final class Holders extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Set<Symbol> holding;
    private final Collection<Tree> removed;
    private final Contracts contracts;

    Holders(Set<Symbol> holding, Collection<Tree> removed, Contracts contracts) {
      this.holding = holding;
      this.removed = removed;
      this.contracts = contracts;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
      if (tree.getInitializer() != null && Uses.mentions(tree.getInitializer(), holding, removed)) {
        add(ASTHelpers.getSymbol(tree));
      }
      return super.visitVariable(tree, null);
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
      if (Uses.mentions(tree.getExpression(), holding, removed)) {
        add(root(tree.getVariable()));
      }
      return super.visitAssignment(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
      Symbol receiver = root(tree.getMethodSelect());
      if (receiver != null
          && !contracts.isDeclared(receiver.type)
          && tree.getArguments().stream()
              .anyMatch(argument -> Uses.mentions(argument, holding, removed))) {
        add(receiver);
      }
      return super.visitMethodInvocation(tree, null);
    }

    private void add(@Nullable Symbol symbol) {
      if (symbol instanceof VarSymbol variable
          && variable.owner instanceof Symbol.MethodSymbol
          && !isPlain(variable.type)) {
        holding.add(variable);
      }
    }

    private static void root(ExpressionTree expression, Set<Symbol> found) {
      if (root(expression) instanceof VarSymbol variable && !isPlain(variable.type)) {
        found.add(variable);
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
