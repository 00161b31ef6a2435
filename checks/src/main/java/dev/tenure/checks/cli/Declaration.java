package dev.tenure.checks.cli;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A declaration in a source file that can be annotated: a type, method, field or local variable.
/// Positions count characters from 0.
///
/// @param start where it begins, after its documentation
/// @param firstLine its first line, from 1
/// @param lastLine its last line
/// @param member whether it is a type or a member of one
/// @param suppression its `@SuppressWarnings`, if it has one
record Declaration(
    int start, long firstLine, long lastLine, boolean member, Optional<Suppression> suppression) {

  /// A `@SuppressWarnings`.
  ///
  /// @param line the line that it stands on, from 1
  /// @param value where its value begins
  /// @param valueEnd where its value ends
  /// @param end where the annotation ends
  /// @param names the names in its value
  record Suppression(long line, int value, int valueEnd, int end, List<Name> names) {
    Suppression {
      names = List.copyOf(names);
    }

    boolean contains(String name) {
      return names.stream().anyMatch(written -> written.text().equals(name));
    }
  }

  /// A name in a `@SuppressWarnings`, which begins at its quotation mark.
  record Name(String text, int start) {}

  boolean contains(long line) {
    return firstLine <= line && line <= lastLine;
  }

  /// Returns the declarations of a file, outer ones before inner ones.
  ///
  /// @throws IOException if it cannot be read
  static List<Declaration> in(Path file) throws IOException {
    try (StandardJavaFileManager files =
        ToolProvider.getSystemJavaCompiler()
            .getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              ToolProvider.getSystemJavaCompiler()
                  .getTask(
                      null,
                      files,
                      unused -> {},
                      List.of("-proc:none"),
                      null,
                      files.getJavaFileObjects(file));
      Scan scan = new Scan(Trees.instance(task).getSourcePositions());
      for (CompilationUnitTree unit : task.parse()) {
        scan.scan(unit, null);
      }
      return scan.found;
    }
  }

  private static final class Scan extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final SourcePositions positions;
    private final List<Declaration> found = new ArrayList<>();

    Scan(SourcePositions positions) {
      this.positions = positions;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      if (!tree.getSimpleName().isEmpty()) {
        add(tree, tree.getModifiers(), true);
      }
      return super.visitClass(tree, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
      add(tree, tree.getModifiers(), true);
      return super.visitMethod(tree, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
      boolean field = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
      add(tree, tree.getModifiers(), field);
      return super.visitVariable(tree, null);
    }

    private void add(Tree tree, ModifiersTree modifiers, boolean member) {
      int start = start(tree);
      int end = end(tree);
      if (start >= 0 && end > start) {
        found.add(
            new Declaration(start, line(start), line(end - 1), member, suppression(modifiers)));
      }
    }

    private Optional<Suppression> suppression(ModifiersTree modifiers) {
      for (AnnotationTree annotation : modifiers.getAnnotations()) {
        String type = annotation.getAnnotationType().toString();
        if (type.equals("SuppressWarnings") || type.equals("java.lang.SuppressWarnings")) {
          return annotation.getArguments().stream()
              .findFirst()
              .map(value -> suppression(annotation, value));
        }
      }
      return Optional.empty();
    }

    private Suppression suppression(AnnotationTree annotation, ExpressionTree argument) {
      ExpressionTree value =
          argument instanceof AssignmentTree named ? named.getExpression() : argument;
      List<? extends ExpressionTree> written =
          value instanceof NewArrayTree array ? array.getInitializers() : List.of(value);
      List<Name> names = new ArrayList<>();
      for (ExpressionTree name : written) {
        if (name instanceof LiteralTree literal) {
          names.add(new Name(String.valueOf(literal.getValue()), start(literal)));
        }
      }
      return new Suppression(
          line(start(annotation)), start(value), end(value), end(annotation), names);
    }

    private int start(Tree tree) {
      return (int) positions.getStartPosition(getCurrentPath().getCompilationUnit(), tree);
    }

    private int end(Tree tree) {
      return (int) positions.getEndPosition(getCurrentPath().getCompilationUnit(), tree);
    }

    private long line(int position) {
      LineMap lines = getCurrentPath().getCompilationUnit().getLineMap();
      return lines.getLineNumber(position);
    }
  }
}
