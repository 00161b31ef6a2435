package dev.tenure.processor.read;

import com.palantir.javapoet.AnnotationSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/// Decides which warnings are suppressed in a wrapper: those that the author suppressed, and those
/// that only repeat what the compiler says about the author's own declaration.
final class Warnings {
  private Warnings() {}

  /// Of a type in a named module, also that the annotation which marks generated code is in a
  /// module that the author's need not hand on.
  static Optional<AnnotationSpec> ofGeneratedType(TypeElement type, boolean inNamedModule) {
    Set<String> names = new TreeSet<>();
    collect(type, names);
    if (inNamedModule) {
      names.add("exports");
    }
    return annotation(names);
  }

  static Optional<AnnotationSpec> suppression(Element element) {
    Set<String> names = new TreeSet<>();
    collect(element, names);
    if (element instanceof ExecutableElement method && pollutesHeap(method)) {
      names.add("unchecked");
      names.add("varargs");
    }
    return annotation(names);
  }

  /// Of a type, also what the types around it suppress: the wrapper is not nested in them.
  private static void collect(Element element, Set<String> names) {
    SuppressWarnings suppressed = element.getAnnotation(SuppressWarnings.class);
    if (suppressed != null) {
      names.addAll(Arrays.asList(suppressed.value()));
    }
    Deprecated deprecated = element.getAnnotation(Deprecated.class);
    if (deprecated != null && deprecated.forRemoval()) {
      names.add("removal");
    }
    if (element instanceof TypeElement
        && element.getEnclosingElement() instanceof TypeElement around) {
      collect(around, names);
    }
  }

  private static Optional<AnnotationSpec> annotation(Set<String> names) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    AnnotationSpec.Builder builder = AnnotationSpec.builder(SuppressWarnings.class);
    names.forEach(name -> builder.addMember("value", "$S", name));
    return Optional.of(builder.build());
  }

  /// Variable arguments of a type that the virtual machine does not know in full.
  private static boolean pollutesHeap(ExecutableElement method) {
    return method.isVarArgs()
        && method.getParameters().getLast().asType() instanceof ArrayType array
        && !isReifiable(array.getComponentType());
  }

  private static boolean isReifiable(TypeMirror type) {
    return switch (type.getKind()) {
      case TYPEVAR -> false;
      case ARRAY -> isReifiable(((ArrayType) type).getComponentType());
      case DECLARED -> ((DeclaredType) type).getTypeArguments().isEmpty();
      default -> true;
    };
  }
}
