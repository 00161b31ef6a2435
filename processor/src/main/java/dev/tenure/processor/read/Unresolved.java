package dev.tenure.processor.read;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/// Finds types and constants that the compiler does not know, because they are still to be
/// generated.
final class Unresolved {
  /// What javac gives as the value of a constant that it does not know.
  private static final String ERROR = "<error>";

  private Unresolved() {}

  static boolean in(TypeElement type, List<ExecutableElement> methods) {
    return in(Stream.of(type.getSuperclass()))
        || in(type.getInterfaces().stream())
        || inBounds(type)
        || inAnnotations(type)
        || methods.stream().anyMatch(Unresolved::in);
  }

  private static boolean in(ExecutableElement method) {
    return in(method.getReturnType())
        || inComponents(method.getReturnType(), new HashSet<>())
        || in(method.getParameters().stream().map(VariableElement::asType))
        || in(method.getThrownTypes().stream())
        || inBounds(method)
        || inAnnotations(method)
        || method.getParameters().stream().anyMatch(Unresolved::inAnnotations);
  }

  /// What a result holds decides on how it is handed out.
  private static boolean inComponents(TypeMirror type, Set<Element> seen) {
    return switch (type) {
      case ArrayType array -> inComponents(array.getComponentType(), seen);
      case DeclaredType declared ->
          declared.getTypeArguments().stream().anyMatch(it -> inComponents(it, seen))
              || (seen.add(declared.asElement()) && inComponents(declared.asElement(), seen));
      default -> false;
    };
  }

  private static boolean inComponents(Element type, Set<Element> seen) {
    return ElementFilter.recordComponentsIn(type.getEnclosedElements()).stream()
        .map(RecordComponentElement::asType)
        .anyMatch(it -> in(it) || inComponents(it, seen));
  }

  private static boolean inBounds(Parameterizable declaration) {
    return in(
        declaration.getTypeParameters().stream()
            .flatMap(parameter -> parameter.getBounds().stream()));
  }

  private static boolean inAnnotations(Element element) {
    return element.getAnnotationMirrors().stream().anyMatch(Unresolved::in)
        || (element.getEnclosingElement() instanceof TypeElement around && inAnnotations(around));
  }

  private static boolean in(AnnotationMirror annotation) {
    return in(annotation.getAnnotationType())
        || annotation.getElementValues().values().stream().anyMatch(Unresolved::in);
  }

  private static boolean in(AnnotationValue value) {
    return switch (value.getValue()) {
      case List<?> values ->
          values.stream().anyMatch(it -> it instanceof AnnotationValue inner && in(inner));
      case TypeMirror type -> in(type);
      case Object other -> other.equals(ERROR);
    };
  }

  private static boolean in(Stream<? extends TypeMirror> types) {
    return types.anyMatch(Unresolved::in);
  }

  private static boolean in(TypeMirror type) {
    return switch (type.getKind()) {
      case ERROR -> true;
      case ARRAY -> in(((ArrayType) type).getComponentType());
      case DECLARED -> in(((DeclaredType) type).getTypeArguments().stream());
      case WILDCARD -> {
        WildcardType wildcard = (WildcardType) type;
        yield Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
            .anyMatch(bound -> bound != null && in(bound));
      }
      default -> false;
    };
  }
}
