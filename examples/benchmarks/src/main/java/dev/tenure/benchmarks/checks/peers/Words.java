package dev.tenure.benchmarks.checks.peers;

import static java.util.stream.Collectors.joining;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/// Finds the annotation of a vocabulary that says what ours say of a declaration.
///
/// @param vocabulary whose annotations
/// @param tracked which types are resources
/// @param trees finds the elements of trees
record Words(Vocabulary vocabulary, TrackedTypes tracked, Trees trees) {
  private static final String TENURE = "dev.tenure.annotations.";
  private static final String CHECKER_FRAMEWORK = "org.checkerframework.checker.";
  private static final String ECLIPSE = "org.eclipse.jdt.annotation.";

  Optional<String> forType(TypeElement type) {
    Optional<TrackedTypes.Tracked> resource = tracked.of(type.asType());
    return vocabulary == Vocabulary.CHECKER_FRAMEWORK && has(type, "Pooled")
        ? resource.map(pooled ->
            "@%smustcall.qual.InheritableMustCall(\"%s\") "
                .formatted(CHECKER_FRAMEWORK, pooled.closers().getFirst()))
        : Optional.empty();
  }

  Optional<String> forMethod(ExecutableElement method, TreePath path) {
    boolean constructor = method.getKind() == ElementKind.CONSTRUCTOR;
    TypeMirror result =
        constructor
            ? Objects.requireNonNull(method.getEnclosingElement()).asType()
            : method.getReturnType();
    boolean resource = tracked.of(result).isPresent() || (!constructor && has(method, "Pooled"));
    boolean borrowed = isBorrowed(method);
    boolean closeable = tracked.isAutoCloseable(result);
    return switch (vocabulary) {
      case AS_WRITTEN -> Optional.empty();
      case MUST_BE_CLOSED ->
          when(
              resource && !borrowed && closeable,
              "@com.google.errorprone.annotations.MustBeClosed ");
      case CHECKER_FRAMEWORK ->
          resource && borrowed && !constructor
              ? Optional.of("@" + CHECKER_FRAMEWORK + "mustcall.qual.NotOwning ")
              : closesFields(method, path);
      case ECLIPSE ->
          when(
              resource && closeable && !constructor,
              "@" + ECLIPSE + (borrowed ? "NotOwning " : "Owning "));
    };
  }

  Optional<String> forVariable(Element variable) {
    return switch (vocabulary) {
      case AS_WRITTEN, MUST_BE_CLOSED -> Optional.empty();
      case CHECKER_FRAMEWORK ->
          when(has(variable, "Pooled"), "@" + CHECKER_FRAMEWORK + "mustcall.qual.Owning ");
      case ECLIPSE ->
          when(
              has(variable, "Pooled") && tracked.isAutoCloseable(variable.asType()),
              "@" + ECLIPSE + "Owning ");
    };
  }

  private static boolean isBorrowed(Element element) {
    return Stream.of("Borrowed", "Scoped", "Workspace").anyMatch(name -> has(element, name));
  }

  /// The method that closes an object with owning fields must promise to close them.
  private Optional<String> closesFields(ExecutableElement method, TreePath path) {
    if (!(path.getParentPath().getLeaf() instanceof ClassTree type)
        || !method.getSimpleName().contentEquals("close")) {
      return Optional.empty();
    }
    List<String> owning =
        type.getMembers().stream()
            .filter(VariableTree.class::isInstance)
            .map(member -> trees.getElement(new TreePath(path.getParentPath(), member)))
            .filter(field -> has(field, "Pooled"))
            .map(field -> "\"this." + field.getSimpleName() + "\"")
            .toList();
    return when(
        !owning.isEmpty(),
        "@%scalledmethods.qual.EnsuresCalledMethods(value = {%s}, methods = \"close\") "
            .formatted(CHECKER_FRAMEWORK, owning.stream().collect(joining(", "))));
  }

  private static boolean has(Element element, String annotation) {
    return TrackedTypes.annotation(element, TENURE + annotation).isPresent();
  }

  private static Optional<String> when(boolean condition, String word) {
    return condition ? Optional.of(word) : Optional.empty();
  }
}
