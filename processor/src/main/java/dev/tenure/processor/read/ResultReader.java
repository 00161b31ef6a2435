package dev.tenure.processor.read;

import com.palantir.javapoet.TypeName;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.Result;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/// Tells what a wrapper has to do with a method's result.
///
/// A pooled result is the scope's if the method says so, by `@Scoped` or by `@Borrowed` and the
/// name of the scope parameter, and the caller's if it is `@Pooled`. That the latter is what an
/// unannotated method means too is easily forgotten where a scope is at hand, so that it has to be
/// said.
final class ResultReader {
  private final Types types;
  private final Optional<TypeMirror> pooledTensor;
  private final ContentsReader contents;

  ResultReader(Types types, Elements elements) {
    this.types = types;
    this.pooledTensor =
        Optional.ofNullable(elements.getTypeElement(Names.POOLED_TENSOR.canonicalName()))
            .map(TypeElement::asType);
    this.contents = new ContentsReader(types, elements);
  }

  Result read(ExecutableElement method, TypeMirror type) {
    TypeName name = TypeNames.of(type);
    if (type.getKind() == TypeKind.VOID) {
      return new Result.Nothing(name);
    }
    if (name.withoutAnnotations().equals(Names.TENSOR_SCOPE)) {
      return new Result.Lent(name);
    }
    boolean nullable = Annotations.nullable(method, type);
    return switch (contents.read(type, nullable)) {
      case ContentsReader.Found.Nothing nothing -> new Result.Value(name);
      case ContentsReader.Found.Itself itself -> new Result.Value(name);
      case ContentsReader.Found found -> pooled(method, type, found);
    };
  }

  private Result pooled(ExecutableElement method, TypeMirror type, ContentsReader.Found found) {
    TypeName name = TypeNames.of(type);
    if (isLent(method)) {
      return new Result.Lent(name);
    }
    boolean isTensor = isPooledTensor(type);
    if (Annotations.has(method, Names.POOLED)
        && (isTensor || !(found instanceof ContentsReader.Found.Other))) {
      return new Result.Owned(name, isTensor, Annotations.nullable(method, type));
    }
    return switch (found) {
      case ContentsReader.Found.Other other -> new Result.OtherTensor(name, other.type());
      case ContentsReader.Found.Tensors tensors when !isOfScope(method) ->
          new Result.Unstated(name);
      case ContentsReader.Found.Tensors tensors when isTensor ->
          new Result.Promoted(name, tensors.contents().nullable());
      case ContentsReader.Found.Tensors tensors -> new Result.Several(name, tensors.contents());
      case ContentsReader.Found.OutOfReach outOfReach -> new Result.OutOfReach(name);
      case ContentsReader.Found.Nothing nothing -> new Result.Value(name);
      case ContentsReader.Found.Itself itself -> new Result.Value(name);
    };
  }

  private static boolean isLent(ExecutableElement method) {
    return Annotations.has(method, Names.WORKSPACE)
        || (Annotations.has(method, Names.BORROWED) && !isOfScope(method));
  }

  private static boolean isOfScope(ExecutableElement method) {
    return Annotations.has(method, Names.SCOPED)
        || Annotations.find(method, Names.BORROWED)
            .filter(it -> namesScope(method, it))
            .isPresent();
  }

  private static boolean namesScope(ExecutableElement method, AnnotationMirror borrowed) {
    List<String> scopes =
        method.getParameters().stream()
            .filter(Members::isScope)
            .map(VariableElement::getSimpleName)
            .map(Object::toString)
            .toList();
    return borrowed.getElementValues().values().stream()
        .anyMatch(value -> value.getValue() instanceof List<?> names && namesOnly(names, scopes));
  }

  private static boolean namesOnly(List<?> names, List<String> scopes) {
    return !names.isEmpty()
        && names.stream()
            .allMatch(name ->
                name instanceof AnnotationValue value
                    && scopes.contains(value.getValue().toString()));
  }

  private boolean isPooledTensor(TypeMirror type) {
    return pooledTensor.filter(expected -> types.isSubtype(type, expected)).isPresent();
  }
}
