package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Closes a local variable's resource in a `finally` or `catch`, where a try-with-resources cannot
/// hold it: it is handed over on some path, assigned again, or closed by another method.
final class CloseInFinally {
  private final Source source;
  private final Local local;
  private final TreePath body;
  private final Type held;
  private final Closes closes;
  private final Closing closing;
  private final List<StatementTree> moves = new ArrayList<>();

  /// Makes the fixes of one variable.
  ///
  /// @param body the path of the declaration that the variable is in
  /// @param held the type of the resource
  /// @param discharges where some path closes it or hands it over
  CloseInFinally(
      Source source, Local local, TreePath body, Type held, Collection<Tree> discharges) {
    this.source = source;
    this.local = local;
    this.body = body;
    this.held = held;
    this.closes = Closes.of(local.symbol(), rest(), source.contracts());
    this.closing = new Closing(source, closes.method());
    discharges.forEach(this::addMove);
  }

  private void addMove(Tree discharge) {
    TreePath path = TreePath.getPath(body, discharge);
    while (path != null && !(path.getLeaf() instanceof StatementTree)) {
      path = path.getParentPath();
    }
    for (TreePath at = path; at != null && at.getLeaf() != body.getLeaf(); ) {
      if (closes.statements().contains(at.getLeaf())) {
        return;
      }
      at = at.getParentPath();
    }
    if (path != null) {
      moves.add((StatementTree) path.getLeaf());
    }
  }

  /// Whether some path hands it over, rather than closes it by a statement of its own.
  boolean handsOver() {
    return !moves.isEmpty()
        || Uses.isClosedByHandedOnCode(rest(), local.symbol(), source.contracts());
  }

  private List<? extends StatementTree> rest() {
    return local.block().subList(local.index() + 1, local.block().size());
  }

  private boolean isSteady() {
    return (local.symbol().flags() & (Flags.EFFECTIVELY_FINAL | Flags.FINAL)) != 0
        && local.tree().getInitializer() != null;
  }

  /// Closes it in a `finally`, whatever happens.
  Optional<Fix> always() {
    if (!moves.isEmpty() || !isSteady() || new Containers(source, body).mayCloseLater(local)) {
      return Optional.empty();
    }
    boolean mayBeNull = local.tree().getInitializer() instanceof ConditionalExpressionTree;
    return close(mayBeNull)
        .flatMap(close -> {
          Changes changes = new Changes(source);
          closes.remove(rest(), changes, source);
          Region region = Region.of(local, closes.statements(), source.contracts());
          return region.mayBreak()
              ? Optional.empty()
              : wrap(
                  List.of(source.of(local.tree()), "try {"),
                  region,
                  closing.finallyBlock(close),
                  changes,
                  "close `" + local.name() + "` in a finally block");
        });
  }

  /// Closes it when something throws before it is returned or stored at the end of its block.
  Optional<Fix> whenThrown() {
    if (moves.isEmpty() || !isSteady() || !closes.statements().isEmpty()) {
      return Optional.empty();
    }
    StatementTree last = local.block().getLast();
    if (moves.size() != 1 || moves.getFirst() != last || !isPlainMove(last)) {
      return Optional.empty();
    }
    String thrown = source.unused("thrown");
    Region region = new Region(local.index() + 1, local.block().size() - 1);
    return close(false)
        .flatMap(close -> {
          List<String> handler = new ArrayList<>(close);
          handler.add("throw " + thrown + ";");
          return wrap(
              List.of(source.of(local.tree()), "try {"),
              region,
              closing.block("} catch (Throwable " + thrown + ") {", handler),
              new Changes(source),
              "close `" + local.name() + "` when something throws");
        });
  }

  private boolean isPlainMove(StatementTree statement) {
    return switch (statement) {
      case ReturnTree result ->
          result.getExpression() != null && Uses.isOf(result.getExpression(), local.symbol());
      case ExpressionStatementTree expression ->
          expression.getExpression() instanceof AssignmentTree assignment
              && Uses.isOf(assignment.getExpression(), local.symbol());
      default -> false;
    };
  }

  /// Closes it in a `finally` unless a flag says that it was handed over.
  Optional<Fix> unlessHandedOver() {
    if (moves.isEmpty() || !isSteady() || !moves.stream().allMatch(this::standsInABlock)) {
      return Optional.empty();
    }
    String flag = source.unused("handedOver");
    return close(false)
        .flatMap(close -> {
          Changes changes = new Changes(source);
          closes.remove(rest(), changes, source);
          moves.stream().distinct().forEach(move -> changes.insertBefore(move, flag + " = true;"));
          Region region = Region.of(local, closes.statements(), moves, source.contracts());
          if (region.mayBreak()) {
            return Optional.empty();
          }
          return wrap(
              List.of(source.of(local.tree()), "boolean " + flag + " = false;", "try {"),
              region,
              closing.finallyBlock(closing.block("if (!" + flag + ") {", close)),
              changes,
              "close `" + local.name() + "` in a finally block unless it is handed over");
        });
  }

  private boolean standsInABlock(StatementTree statement) {
    TreePath path = TreePath.getPath(body, statement);
    return path != null && Local.statements(path.getParentPath().getLeaf()).contains(statement);
  }

  /// Closes what the variable holds before it is assigned again, and the last in a `finally`.
  Optional<Fix> eachInTurn() {
    if (isSteady() || Uses.isCaptured(rest(), local.symbol())) {
      return Optional.empty();
    }
    List<AssignmentTree> assignments = Uses.assignments(rest(), local.symbol());
    ExpressionTree first = local.tree().getInitializer();
    boolean mayBeNull =
        first == null
            || isNull(first)
            || !moves.isEmpty()
            || assignments.stream().anyMatch(each -> isNull(each.getExpression()));
    Changes changes = new Changes(source);
    Optional<List<String>> close = close(mayBeNull);
    if (close.isEmpty()
        || !moves.stream().distinct().allMatch(move -> move(move, changes))
        || !assignments.stream()
            .allMatch(each -> assign(each, assignments, close.get(), changes))) {
      return Optional.empty();
    }
    closes.remove(rest(), changes, source);
    Region region = Region.of(local, closes.statements(), moves, source.contracts());
    return region.mayBreak()
        ? Optional.empty()
        : wrap(
            List.of(declaration(first), "try {"),
            region,
            closing.finallyBlock(close.get()),
            changes,
            "close what `" + local.name() + "` holds before it is assigned again, and at the end");
  }

  private String declaration(ExpressionTree initializer) {
    String declaration = source.of(local.tree());
    return initializer == null
        ? declaration.substring(0, declaration.lastIndexOf(';')) + " = null;"
        : declaration;
  }

  private boolean move(StatementTree move, Changes changes) {
    if (!standsInABlock(move)
        || !(move instanceof ReturnTree result)
        || !Uses.isOf(result.getExpression(), local.symbol())) {
      return false;
    }
    String name = source.unused("result");
    changes.insertBefore(
        move,
        source.of(local.tree().getType()) + " " + name + " = " + local.name() + ";",
        local.name() + " = null;");
    changes.replace(result.getExpression(), name);
    return true;
  }

  private boolean assign(
      AssignmentTree assignment, List<AssignmentTree> all, List<String> close, Changes changes) {
    TreePath path = TreePath.getPath(body, assignment).getParentPath();
    if (!(path.getLeaf() instanceof ExpressionStatementTree statement)
        || !standsInABlock(statement)) {
      return false;
    }
    boolean holdsNothing =
        assignment == all.getFirst()
            && (local.tree().getInitializer() == null || isNull(local.tree().getInitializer()))
            && !isInLoop(path);
    if (holdsNothing) {
      return true;
    }
    List<String> lines = new ArrayList<>();
    ExpressionTree value = assignment.getExpression();
    if (!Uses.isPure(value)) {
      String next = source.unused("next");
      lines.add(source.of(local.tree().getType()) + " " + next + " = " + source.of(value) + ";");
      changes.replace(value, next);
    }
    lines.addAll(close);
    changes.insertBefore(statement, lines.toArray(String[]::new));
    return true;
  }

  private boolean isInLoop(TreePath path) {
    for (TreePath at = path; at != null && at.getLeaf() != body.getLeaf(); ) {
      if (local.block().contains(at.getLeaf())) {
        return Loops.isLoop(at.getLeaf());
      }
      if (Loops.isLoop(at.getLeaf())) {
        return true;
      }
      at = at.getParentPath();
    }
    return false;
  }

  private static boolean isNull(ExpressionTree expression) {
    return ASTHelpers.stripParentheses(expression).getKind() == Tree.Kind.NULL_LITERAL;
  }

  private Optional<List<String>> close(boolean mayBeNull) {
    return closing.lines(local.name(), local.symbol().type, held, mayBeNull);
  }

  private Optional<Fix> wrap(
      List<String> head, Region region, List<String> tail, Changes changes, String summary) {
    if (region.isEmpty()) {
      return Optional.empty();
    }
    new Block(source, changes).open(local.tree(), head, local.block(), region, tail);
    return changes.fix(summary);
  }
}
