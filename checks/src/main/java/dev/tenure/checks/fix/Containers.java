package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import dev.tenure.checks.model.Ancestors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Closes what a local collection, map, array or optional holds, in a `finally` after its last use.
final class Containers {
  private static final Set<String> MAP = Set.of("java.util.Map");

  private final Source source;
  private final TreePath body;
  private final Closing closing;

  Containers(Source source, TreePath body) {
    this.source = source;
    this.body = body;
    this.closing = new Closing(source);
  }

  /// Returns the container that a resource itself is put in: by the statement that makes it, or by
  /// one that names the variable which holds it.
  Optional<Local> around(TreePath site, Optional<Local> holder) {
    Symbol found = containerOf(site);
    if (found == null && holder.isPresent()) {
      found = mentioning(holder.get().symbol());
    }
    return found instanceof VarSymbol container ? Local.of(container, body) : Optional.empty();
  }

  /// Returns whether something else may close what a variable holds: a container that it is put in,
  /// or code that is handed on.
  boolean mayCloseLater(Local local) {
    return mentioning(local.symbol()) != null
        || Uses.isClosedByHandedOnCode(local.block(), local.symbol(), source.contracts());
  }

  /// The container that an expression's value goes into unchanged.
  private @Nullable Symbol containerOf(TreePath value) {
    for (TreePath at = value.getParentPath(); at != null; at = at.getParentPath()) {
      Tree tree = at.getLeaf();
      Symbol container = container(tree);
      if (container != null) {
        return container;
      }
      boolean handsOn =
          tree instanceof NewArrayTree
              || tree instanceof ParenthesizedTree
              || tree instanceof TypeCastTree
              || (tree instanceof ExpressionTree collection
                  && !(tree instanceof MemberSelectTree)
                  && source.contracts().isContainer(source.type(collection)));
      if (!handsOn) {
        return null;
      }
    }
    return null;
  }

  private @Nullable Symbol container(Tree tree) {
    Symbol symbol =
        switch (tree) {
          case VariableTree variable -> ASTHelpers.getSymbol(variable);
          case MethodInvocationTree call
              when call.getMethodSelect() instanceof MemberSelectTree select ->
              named(select.getExpression());
          case AssignmentTree assignment
              when assignment.getVariable() instanceof ArrayAccessTree element ->
              named(element.getExpression());
          case AssignmentTree assignment -> named(assignment.getVariable());
          default -> null;
        };
    return symbol != null && source.contracts().isContainer(symbol.type) ? symbol : null;
  }

  private static @Nullable Symbol named(ExpressionTree expression) {
    return expression instanceof IdentifierTree
            && ASTHelpers.getSymbol(expression) instanceof VarSymbol variable
        ? variable
        : null;
  }

  private @Nullable Symbol mentioning(VarSymbol variable) {
    List<Symbol> found = new ArrayList<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
        if (variable.equals(ASTHelpers.getSymbol(tree))) {
          Symbol container = containerOf(getCurrentPath());
          if (container != null) {
            found.add(container);
          }
        }
        return null;
      }
    }.scan(body, null);
    return found.isEmpty() ? null : found.getFirst();
  }

  /// Returns the fix, if nothing else can close the contents, or have them.
  ///
  /// @param cleared a call that forgets them, if one does
  Optional<Fix> close(Local local, Optional<Tree> cleared) {
    Optional<List<String>> close = lines(local);
    List<? extends StatementTree> rest =
        local.block().subList(local.index() + 1, local.block().size());
    List<Tree> removed = partialCloses(rest, local.symbol());
    if (close.isEmpty()
        || local.tree().getInitializer() == null
        || !ContainerUses.areSimple(source, body, local.symbol(), removed)) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    removed.forEach(changes::remove);
    cleared
        .flatMap(this::statement)
        .ifPresent(clear -> changes.insertBefore(clear, close.get().toArray(String[]::new)));
    Region region = Region.of(local, removed, source.contracts());
    if (region.isEmpty()) {
      return Optional.empty();
    }
    new Block(source, changes)
        .open(
            local.tree(),
            List.of(source.of(local.tree()), "try {"),
            local.block(),
            region,
            closing.finallyBlock(close.get()));
    return changes.fix("close what `" + local.name() + "` holds in a finally block");
  }

  private Optional<StatementTree> statement(Tree tree) {
    for (TreePath at = TreePath.getPath(body, tree); at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof StatementTree statement) {
        return Optional.of(statement);
      }
    }
    return Optional.empty();
  }

  private Optional<List<String>> lines(Local local) {
    Type type = local.symbol().type;
    Types types = source.state().getTypes();
    boolean array = type.hasTag(TypeTag.ARRAY);
    boolean map = Ancestors.include(MAP, type, types);
    Type element = element(type);
    Optional<String> closer = closing.method(types.wildUpperBound(element));
    boolean keys = map && closer.isEmpty() && !type.getTypeArguments().isEmpty();
    if (keys) {
      element = type.getTypeArguments().getFirst();
      closer = closing.method(types.wildUpperBound(element));
    }
    if (closer.isEmpty()) {
      return Optional.empty();
    }
    String each = source.unused("each");
    String close = each + "." + closer.get() + "();";
    String kind = type.tsym.getQualifiedName().toString();
    if (kind.equals("java.util.Optional")) {
      return Optional.of(
          List.of(local.name() + ".ifPresent(" + each + " -> " + close.replace(";", "") + ");"));
    }
    List<String> lines = new ArrayList<>();
    String all = local.name() + (keys ? ".keySet()" : map ? ".values()" : "");
    lines.add("for (" + source.nameOf(element) + " " + each + " : " + all + ") {");
    List<String> inside =
        array ? closing.guarded("if (" + each + " != null) {", close) : List.of(close);
    inside.forEach(line -> lines.add(source.step() + line));
    lines.add("}");
    return Optional.of(lines);
  }

  private Type element(Type container) {
    if (container.hasTag(TypeTag.ARRAY)) {
      return source.state().getTypes().elemtype(container);
    }
    return container.getTypeArguments().isEmpty()
        ? container
        : container.getTypeArguments().getLast();
  }

  /// The statements that close some of the elements: they are closed later, all of them.
  private List<Tree> partialCloses(Iterable<? extends Tree> trees, VarSymbol container) {
    List<Tree> found = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
        if (Uses.mentions(tree.getExpression(), container)) {
          Closes closes =
              Closes.of(
                  ASTHelpers.getSymbol(tree.getVariable()),
                  List.of(tree.getStatement()),
                  source.contracts());
          boolean nothingElse =
              Local.statements(tree.getStatement()).stream()
                  .allMatch(each -> closes.statements().contains(each) || isJump(each));
          found.addAll(
              nothingElse && !closes.statements().isEmpty() ? List.of(tree) : closes.statements());
        }
        return null;
      }

      @Override
      public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
        List<? extends StatementTree> inside = Local.statements(tree.getStatement());
        if (!inside.isEmpty() && inside.stream().allMatch(each -> closesElement(each, container))) {
          found.add(tree);
          return null;
        }
        return super.visitForLoop(tree, null);
      }

      @Override
      public @Nullable Void visitExpressionStatement(
          ExpressionStatementTree tree, @Nullable Void unused) {
        if (closesElement(tree, container)) {
          found.add(tree);
        }
        return null;
      }
    }.scan(trees, null);
    return found;
  }

  private static boolean isJump(Tree tree) {
    return tree instanceof BreakTree || tree instanceof ContinueTree;
  }

  private boolean closesElement(Tree statement, VarSymbol container) {
    return statement instanceof ExpressionStatementTree expression
        && expression.getExpression() instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree select
        && source.contracts().isClosing(ASTHelpers.getSymbol(call))
        && isElement(select.getExpression(), container);
  }

  private static boolean isElement(ExpressionTree expression, VarSymbol container) {
    return switch (expression) {
      case ArrayAccessTree element -> Uses.isOf(element.getExpression(), container);
      case MethodInvocationTree call
          when call.getMethodSelect() instanceof MemberSelectTree select ->
          select.getIdentifier().contentEquals("get")
              && Uses.isOf(select.getExpression(), container);
      default -> false;
    };
  }
}
