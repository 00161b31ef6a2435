package dev.tenure.processor.read;

import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/// Finds types that the compiler does not know, because they are still to be generated.
final class Unresolved {
  private Unresolved() {}

  static boolean in(TypeElement type, List<ExecutableElement> methods) {
    return in(Stream.of(type.getSuperclass()))
        || in(type.getInterfaces().stream())
        || inBounds(type)
        || methods.stream().anyMatch(Unresolved::in);
  }

  private static boolean in(ExecutableElement method) {
    return in(method.getReturnType())
        || in(method.getParameters().stream().map(VariableElement::asType))
        || in(method.getThrownTypes().stream())
        || inBounds(method);
  }

  private static boolean inBounds(Parameterizable declaration) {
    return in(
        declaration.getTypeParameters().stream()
            .flatMap(parameter -> parameter.getBounds().stream()));
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
