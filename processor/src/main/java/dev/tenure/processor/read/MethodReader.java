package dev.tenure.processor.read;

import com.palantir.javapoet.TypeName;
import dev.tenure.processor.model.Options;
import dev.tenure.processor.model.Parameter;
import dev.tenure.processor.model.ScopedConstructor;
import dev.tenure.processor.model.ScopedMethod;
import dev.tenure.processor.model.Variant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/// Reads methods and constructors as members of the type that is wrapped: inherited type variables
/// are replaced.
final class MethodReader {
  private final Types types;
  private final Elements elements;
  private final ResultReader results;

  MethodReader(Types types, Elements elements) {
    this.types = types;
    this.elements = elements;
    this.results = new ResultReader(types, elements);
  }

  /// @param ofType what the type's own annotation says
  ScopedMethod read(DeclaredType owner, ExecutableElement method, Optional<Options> ofType) {
    ExecutableType type = (ExecutableType) types.asMemberOf(owner, method);
    Optional<Options> options = Annotations.options(method);
    return new ScopedMethod(
        method,
        method.getSimpleName().toString(),
        method.getModifiers(),
        method.getTypeParameters().stream().map(TypeNames::declaration).toList(),
        parameters(method, type),
        method.isVarArgs(),
        results.read(method, type.getReturnType()),
        TypeNames.of(type.getThrownTypes()),
        Annotations.ofMethod(method, type.getReturnType()),
        Comments.of(elements.getDocComment(method)),
        options,
        chosen(options, ofType));
  }

  private static Set<Variant> chosen(Optional<Options> ofMethod, Optional<Options> ofType) {
    return ofMethod
        .flatMap(Options::variants)
        .or(() -> ofType.flatMap(Options::variants))
        .orElseGet(() -> EnumSet.allOf(Variant.class));
  }

  ScopedConstructor readConstructor(DeclaredType owner, ExecutableElement constructor) {
    ExecutableType type = (ExecutableType) types.asMemberOf(owner, constructor);
    return new ScopedConstructor(
        constructor,
        constructor.getModifiers(),
        constructor.getTypeParameters().stream().map(TypeNames::declaration).toList(),
        parameters(constructor, type),
        constructor.isVarArgs(),
        TypeNames.of(type.getThrownTypes()),
        Annotations.ofConstructor(constructor),
        Comments.of(elements.getDocComment(constructor)));
  }

  private List<Parameter> parameters(ExecutableElement method, ExecutableType type) {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      TypeMirror parameterType = type.getParameterTypes().get(i);
      parameters.add(
          new Parameter(
              parameter,
              parameter.getSimpleName().toString(),
              TypeNames.of(parameterType),
              TypeName.get(types.erasure(parameterType)),
              Annotations.ofParameter(parameter, parameterType)));
    }
    return parameters;
  }
}
