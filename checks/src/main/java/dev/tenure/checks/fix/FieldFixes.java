package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/// Closes fields in their class's `close`, which is added where there is none.
final class FieldFixes {
  private final Source source;
  private final TreePath type;
  private final Closing closing;

  /// Makes the fixes of one class.
  ///
  /// @param type the path of the class
  FieldFixes(Source source, TreePath type) {
    this.source = source;
    this.type = type;
    this.closing = new Closing(source);
  }

  /// Closes a field in the class's `close`: as its last statement, or else in a finally block.
  List<Fix> close(VarSymbol field) {
    Optional<List<String>> lines = lines(field);
    if (lines.isEmpty()) {
      return List.of();
    }
    Optional<MethodTree> close = closeMethod();
    List<Optional<Fix>> found = new ArrayList<>();
    if (close.isPresent()) {
      found.add(append(close.get(), field, lines.get()));
      found.add(inFinally(close.get(), field, lines.get()));
    } else {
      found.add(addMethod(field, lines.get()));
    }
    return found.stream().flatMap(Optional::stream).toList();
  }

  private Optional<List<String>> lines(VarSymbol field) {
    boolean mayBeNull = (field.flags() & Flags.FINAL) == 0;
    return closing.lines(field.getSimpleName().toString(), field.type, field.type, mayBeNull);
  }

  /// The method `close` without arguments.
  private Optional<MethodTree> closeMethod() {
    MethodTree found = null;
    for (Tree member : ((ClassTree) type.getLeaf()).getMembers()) {
      if (member instanceof MethodTree method
          && method.getBody() != null
          && method.getName().contentEquals("close")
          && method.getParameters().isEmpty()) {
        found = method;
      }
    }
    return Optional.ofNullable(found);
  }

  private Optional<Fix> append(MethodTree close, VarSymbol field, List<String> lines) {
    List<? extends StatementTree> block = close.getBody().getStatements();
    if (!Closes.of(field, block, source.contracts()).statements().isEmpty()) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    String line = source.lineBreak() + source.indent(source.start(close));
    String inner = line + source.step();
    int before = source.end(close.getBody()) - 1;
    if (block.isEmpty()) {
      changes.replace(
          source.start(close.getBody()) + 1, before, inner + String.join(inner, lines) + line);
    } else {
      int end = source.end(block.getLast());
      int last = source.endsLine(end) ? source.lineEnd(end) : end;
      changes.insert(last, inner + String.join(inner, lines));
    }
    return changes.fix("close the field `" + field.getSimpleName() + "` in `close`");
  }

  private Optional<Fix> inFinally(MethodTree close, VarSymbol field, List<String> lines) {
    List<? extends StatementTree> block = close.getBody().getStatements();
    if (block.isEmpty()) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    Closes closes = Closes.of(field, block, source.contracts());
    closes.remove(block, changes, source);
    new Block(source, changes)
        .enclose(
            List.of("try {"), block, new Region(0, block.size() - 1), closing.finallyBlock(lines));
    return changes.fix("close the field `" + field.getSimpleName() + "` in a finally block");
  }

  private Optional<Fix> addMethod(VarSymbol field, List<String> lines) {
    ClassTree owner = (ClassTree) type.getLeaf();
    Type closeable = source.state().getSymtab().autoCloseableType;
    boolean already = source.state().getTypes().isSubtype(ASTHelpers.getType(owner), closeable);
    if (already
        || owner.getKind() == Tree.Kind.INTERFACE
        || owner.getSimpleName().isEmpty()
        || field.isStatic()
        || owner.getModifiers().getFlags().contains(Modifier.ABSTRACT)) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    int brace = openingBrace(owner);
    boolean first = owner.getImplementsClause().isEmpty();
    if (brace < 0) {
      return Optional.empty();
    }
    int end = first ? brace : source.end(owner.getImplementsClause().getLast());
    changes.insert(end, first ? "implements AutoCloseable " : ", AutoCloseable");
    String line = source.lineBreak() + source.indent(source.start(owner));
    String member = line + source.step();
    String inner = member + source.step();
    int close = source.end(owner) - 1;
    int at =
        source.beginsLine(close) ? source.lineStart(close) - source.lineBreak().length() : close;
    changes.insert(
        at,
        source.lineBreak()
            + member
            + "@Override"
            + member
            + "public void close() {"
            + inner
            + String.join(inner, lines)
            + member
            + "}"
            + (at == close ? line : ""));
    return changes.fix("close the field `" + field.getSimpleName() + "` in a new `close`");
  }

  /// Where a class's body begins.
  private int openingBrace(ClassTree owner) {
    int from =
        source.start(owner.getModifiers()) < 0
            ? source.start(owner)
            : Math.max(source.start(owner), source.end(owner.getModifiers()));
    int brace = source.text().indexOf('{', from);
    return brace;
  }

  /// Closes what a field holds before it is assigned something else.
  Optional<Fix> closeBefore(Tree assigned, VarSymbol field) {
    TreePath path = TreePath.getPath(type, assigned);
    AssignmentTree assignment = assignment(assigned);
    if (path == null || assignment == null) {
      return Optional.empty();
    }
    TreePath statement = path;
    while (statement != null && !(statement.getLeaf() instanceof ExpressionStatementTree)) {
      statement = statement.getParentPath();
    }
    if (statement == null
        || !Local.statements(statement.getParentPath().getLeaf())
            .contains((StatementTree) statement.getLeaf())) {
      return Optional.empty();
    }
    String name = source.of(assignment.getVariable());
    Optional<List<String>> close = closing.lines(name, field.type, field.type, true);
    if (close.isEmpty()) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    List<String> lines = new ArrayList<>();
    if (!Uses.isPure(assignment.getExpression())) {
      String next = source.unused("next");
      lines.add(
          source.nameOf(field.type)
              + " "
              + next
              + " = "
              + source.of(assignment.getExpression())
              + ";");
      changes.replace(assignment.getExpression(), next);
    }
    lines.addAll(close.get());
    changes.insertBefore(statement.getLeaf(), lines.toArray(String[]::new));
    return changes.fix("close what `" + field.getSimpleName() + "` holds before");
  }

  private static @Nullable AssignmentTree assignment(Tree tree) {
    return switch (tree) {
      case AssignmentTree assignment -> assignment;
      case ExpressionStatementTree statement
          when statement.getExpression() instanceof AssignmentTree assignment ->
          assignment;
      default -> null;
    };
  }

  /// Closes a field when what follows its assignment in a constructor throws.
  Optional<Fix> whenConstructionFails(TreePath constructor, Tree site, VarSymbol field) {
    TreePath path = TreePath.getPath(constructor, site);
    while (path != null && !(path.getLeaf() instanceof ExpressionStatementTree)) {
      path = path.getParentPath();
    }
    if (path == null || !(path.getParentPath().getLeaf() instanceof BlockTree block)) {
      return Optional.empty();
    }
    int index = block.getStatements().indexOf(path.getLeaf());
    Optional<List<String>> close =
        closing.lines(field.getSimpleName().toString(), field.type, field.type, false);
    if (close.isEmpty() || index + 1 >= block.getStatements().size()) {
      return Optional.empty();
    }
    String thrown = source.unused("thrown");
    List<String> handler = new ArrayList<>(close.get());
    handler.add("throw " + thrown + ";");
    Changes changes = new Changes(source);
    new Block(source, changes)
        .enclose(
            List.of("try {"),
            block.getStatements(),
            new Region(index + 1, block.getStatements().size() - 1),
            closing.block("} catch (Throwable " + thrown + ") {", handler));
    return changes.fix("close `" + field.getSimpleName() + "` when the constructor throws");
  }

  static @Nullable VarSymbol fieldOf(Tree tree) {
    return switch (tree) {
      case VariableTree variable -> ASTHelpers.getSymbol(variable);
      case ExpressionStatementTree statement -> fieldOf(statement.getExpression());
      case AssignmentTree assignment ->
          ASTHelpers.getSymbol(assignment.getVariable()) instanceof VarSymbol field ? field : null;
      default -> null;
    };
  }
}
