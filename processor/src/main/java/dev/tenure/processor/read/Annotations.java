package dev.tenure.processor.read;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.Options;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/// Decides which annotations a wrapper carries on.
///
/// On types and methods only those whose meaning is known to hold for the wrapper too: an
/// annotation of a framework would register the wrapper a second time. On parameters all of them.
final class Annotations {
  private static final Set<String> NULLNESS =
      Set.of("CheckForNull", "NonNull", "Nonnull", "NotNull", "Nullable");

  private static final Set<String> OF_METHODS =
      Set.of(
          "java.lang.Deprecated",
          "java.lang.SafeVarargs",
          "org.jspecify.annotations.NullMarked",
          "org.jspecify.annotations.NullUnmarked",
          "dev.tenure.annotations.Uninitialized",
          "com.google.errorprone.annotations.CanIgnoreReturnValue",
          "com.google.errorprone.annotations.CheckReturnValue");

  private static final Set<String> OF_TYPES =
      Set.of(
          "java.lang.Deprecated",
          "org.jspecify.annotations.NullMarked",
          "org.jspecify.annotations.NullUnmarked",
          Names.LIFETIME_CHECKED.canonicalName());

  private Annotations() {}

  /// The types around a nested type speak for it too, and not for the wrapper, which is not nested.
  static List<AnnotationSpec> ofType(TypeElement type, boolean inNamedModule) {
    Map<String, AnnotationSpec> carried = new LinkedHashMap<>();
    Element around = type;
    while (around instanceof TypeElement element) {
      for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
        if (OF_TYPES.contains(name(annotation))) {
          carried.putIfAbsent(kind(annotation), AnnotationSpec.get(annotation));
        }
      }
      around = element.getEnclosingElement();
    }
    return Stream.concat(
            carried.values().stream(), Warnings.ofGeneratedType(type, inNamedModule).stream())
        .toList();
  }

  /// What is marked for nullness and what is not exclude each other: the nearest says which.
  private static String kind(AnnotationMirror annotation) {
    return name(annotation).replace("NullUnmarked", "NullMarked");
  }

  static List<AnnotationSpec> ofMethod(ExecutableElement method, TypeMirror result) {
    Stream<AnnotationSpec> carried =
        method.getAnnotationMirrors().stream()
            .filter(annotation -> OF_METHODS.contains(name(annotation)) || speaksOfNull(annotation))
            .filter(annotation -> !onType(annotation, result))
            .map(AnnotationSpec::get);
    return Stream.concat(carried, Warnings.suppression(method).stream()).toList();
  }

  static List<AnnotationSpec> ofConstructor(ExecutableElement constructor) {
    Stream<AnnotationSpec> carried =
        constructor.getAnnotationMirrors().stream()
            .filter(annotation -> OF_METHODS.contains(name(annotation)))
            .map(AnnotationSpec::get);
    return Stream.concat(carried, Warnings.suppression(constructor).stream()).toList();
  }

  static List<AnnotationSpec> ofParameter(Element parameter, TypeMirror type) {
    return parameter.getAnnotationMirrors().stream()
        .filter(annotation -> !onType(annotation, type))
        .map(AnnotationSpec::get)
        .toList();
  }

  static boolean has(AnnotatedConstruct annotated, ClassName annotation) {
    return find(annotated, annotation).isPresent();
  }

  static Optional<AnnotationMirror> find(AnnotatedConstruct annotated, ClassName annotation) {
    return annotated.getAnnotationMirrors().stream()
        .filter(mirror -> name(mirror).equals(annotation.canonicalName()))
        .map(mirror -> (AnnotationMirror) mirror)
        .findFirst();
  }

  /// Returns what an author wrote to ask for a wrapper.
  static Optional<Options> options(Element element) {
    return find(element, Names.SCOPED_FORWARD)
        .map(mirror -> new Options(element, mirror, values(mirror)));
  }

  private static Map<String, AnnotationValue> values(AnnotationMirror mirror) {
    Map<String, AnnotationValue> values = new LinkedHashMap<>();
    mirror
        .getElementValues()
        .forEach((option, value) -> values.put(option.getSimpleName().toString(), value));
    return values;
  }

  static boolean nullable(Element method, TypeMirror result) {
    return nullable(method) || nullable(result);
  }

  static boolean nullable(AnnotatedConstruct annotated) {
    return annotated.getAnnotationMirrors().stream()
        .map(mirror -> mirror.getAnnotationType().asElement().getSimpleName().toString())
        .anyMatch(name -> name.equals("Nullable") || name.equals("CheckForNull"));
  }

  private static boolean speaksOfNull(AnnotationMirror annotation) {
    return NULLNESS.contains(annotation.getAnnotationType().asElement().getSimpleName().toString());
  }

  /// An annotation for declarations and for types stands on both in the compiler's view, and is
  /// written once.
  private static boolean onType(AnnotationMirror annotation, TypeMirror type) {
    TypeMirror innermost = type;
    while (innermost.getKind() == TypeKind.ARRAY) {
      innermost = ((ArrayType) innermost).getComponentType();
    }
    return innermost.getAnnotationMirrors().stream()
        .anyMatch(other -> name(other).equals(name(annotation)));
  }

  private static String name(AnnotationMirror annotation) {
    Element type = annotation.getAnnotationType().asElement();
    return type.getKind() == ElementKind.ANNOTATION_TYPE
        ? ((TypeElement) type).getQualifiedName().toString()
        : TypeName.get(annotation.getAnnotationType()).toString();
  }
}
