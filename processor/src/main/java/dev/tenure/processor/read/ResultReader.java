package dev.tenure.processor.read;

import com.palantir.javapoet.TypeName;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.Result;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/// Tells what a wrapper has to do with a method's result.
final class ResultReader {
  private final Types types;
  private final Optional<TypeMirror> tensor;
  private final Optional<TypeMirror> pooledTensor;

  ResultReader(Types types, Elements elements) {
    this.types = types;
    this.tensor = named(elements, Names.TENSOR.canonicalName());
    this.pooledTensor = named(elements, Names.POOLED_TENSOR.canonicalName());
  }

  private static Optional<TypeMirror> named(Elements elements, String name) {
    return Optional.ofNullable(elements.getTypeElement(name)).map(TypeElement::asType);
  }

  Result read(ExecutableElement method, TypeMirror type) {
    TypeName name = TypeNames.of(type);
    if (type.getKind() == TypeKind.VOID) {
      return new Result.Nothing(name);
    }
    if (name.withoutAnnotations().equals(Names.TENSOR_SCOPE)) {
      return new Result.Lent(name);
    }
    if (isTensor(type)) {
      return readTensor(method, type, name);
    }
    return holdsTensors(type, new HashSet<>()) ? new Result.Several(name) : new Result.Value(name);
  }

  private Result readTensor(ExecutableElement method, TypeMirror type, TypeName name) {
    if (Annotations.has(method, Names.BORROWED) || Annotations.has(method, Names.WORKSPACE)) {
      return new Result.Lent(name);
    }
    if (Annotations.has(method, Names.POOLED) && isPooledTensor(type)) {
      return new Result.Owned(name);
    }
    return name.withoutAnnotations().equals(Names.POOLED_TENSOR)
        ? new Result.Promoted(name, Annotations.nullable(method, type))
        : new Result.OtherTensor(name);
  }

  private boolean isPooledTensor(TypeMirror type) {
    return pooledTensor.filter(expected -> types.isSubtype(type, expected)).isPresent();
  }

  private boolean isTensor(TypeMirror type) {
    return !type.getKind().isPrimitive()
        && tensor.filter(expected -> types.isSubtype(type, expected)).isPresent();
  }

  /// Looks through arrays, type arguments and record components.
  private boolean holdsTensors(TypeMirror type, Set<Element> seen) {
    return switch (type.getKind()) {
      case ARRAY -> isOrHoldsTensors(((ArrayType) type).getComponentType(), seen);
      case WILDCARD -> {
        TypeMirror bound = ((WildcardType) type).getExtendsBound();
        yield bound != null && isOrHoldsTensors(bound, seen);
      }
      case DECLARED ->
          ((DeclaredType) type)
                  .getTypeArguments().stream()
                      .anyMatch(argument -> isOrHoldsTensors(argument, seen))
              || recordHoldsTensors((DeclaredType) type, seen);
      default -> false;
    };
  }

  private boolean isOrHoldsTensors(TypeMirror type, Set<Element> seen) {
    return isTensor(type) || holdsTensors(type, seen);
  }

  private boolean recordHoldsTensors(DeclaredType type, Set<Element> seen) {
    Element element = type.asElement();
    if (element.getKind() != ElementKind.RECORD || !seen.add(element)) {
      return false;
    }
    return ElementFilter.recordComponentsIn(element.getEnclosedElements()).stream()
        .map(RecordComponentElement::asType)
        .anyMatch(component -> isOrHoldsTensors(component, seen));
  }
}
