package dev.tenure.checks.fix;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.code.Symbol;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Adds our annotations to declarations, with the import that they need.
final class Annotations {
  private static final String PACKAGE = "dev.tenure.annotations.";

  private final Source source;

  Annotations(Source source) {
    this.source = source;
  }

  /// Annotates a parameter.
  Optional<Fix> parameter(VariableTree parameter, String annotation) {
    return isAnnotated(ASTHelpers.getSymbol(parameter))
        ? Optional.empty()
        : add(source.start(parameter), annotation, "", " ", String.valueOf(parameter.getName()));
  }

  /// Annotates a method.
  ///
  /// @param value what is written after the annotation's name: `("t")`
  Optional<Fix> method(MethodTree method, String annotation, String value) {
    int start = source.start(method);
    return isAnnotated(ASTHelpers.getSymbol(method))
        ? Optional.empty()
        : add(
            start,
            annotation,
            value,
            source.lineBreak() + source.indent(start),
            String.valueOf(method.getName()));
  }

  /// Leaves of an annotation what it says by default.
  Optional<Fix> withoutValue(AnnotationTree annotation) {
    if (annotation.getArguments().isEmpty()) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    int end = source.end(annotation.getAnnotationType());
    changes.replace(end, source.end(annotation), "");
    return changes.fix("write `" + source.between(source.start(annotation), end) + "`");
  }

  /// Takes an annotation away, and the space or line that it leaves.
  Optional<Fix> remove(AnnotationTree annotation) {
    int start = source.start(annotation);
    int end = source.end(annotation);
    boolean ownLine =
        source.beginsLine(start) && source.between(end, source.nextLine(end)).isBlank();
    Changes changes = new Changes(source);
    if (ownLine) {
      changes.remove(annotation);
    } else {
      boolean space = source.text().startsWith(" ", end);
      changes.replace(start, space ? end + 1 : end, "");
    }
    return changes.fix("remove `" + source.of(annotation) + "`");
  }

  private static boolean isAnnotated(@Nullable Symbol declared) {
    return declared == null
        || declared.getAnnotationMirrors().stream()
            .anyMatch(each -> saysWhoOwns(each.type.tsym.getQualifiedName().toString()));
  }

  private static boolean saysWhoOwns(String annotation) {
    return annotation.startsWith(PACKAGE) && !annotation.endsWith(".Uninitialized");
  }

  private Optional<Fix> add(
      int position, String annotation, String value, String space, String declared) {
    Symbol symbol = source.state().getSymbolFromString(PACKAGE + annotation);
    if (symbol == null) {
      return Optional.empty();
    }
    Changes changes = new Changes(source);
    if (!source.nameOf(symbol.type).equals(annotation)) {
      addImport(annotation, changes);
    }
    changes.insert(position, "@" + annotation + value + space);
    return changes.fix("annotate `" + declared + "` with `@" + annotation + value + "`");
  }

  private void addImport(String annotation, Changes changes) {
    List<? extends ImportTree> imports = source.unit().getImports();
    String line = "import " + PACKAGE + annotation + ";" + source.lineBreak();
    if (!imports.isEmpty()) {
      changes.insert(source.start(imports.getFirst()), line);
    } else if (source.unit().getPackage() != null) {
      int after = source.nextLine(source.end(source.unit().getPackage()));
      changes.insert(after, source.lineBreak() + line);
    } else {
      changes.insert(0, line + source.lineBreak());
    }
  }
}
