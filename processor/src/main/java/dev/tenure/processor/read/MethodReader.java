package dev.tenure.processor.read;

import com.palantir.javapoet.TypeName;
import dev.tenure.processor.model.Parameter;
import dev.tenure.processor.model.ScopedMethod;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/// Reads a method as a member of the type that is wrapped: inherited type variables are replaced.
final class MethodReader {
  private final Types types;
  private final ResultReader results;

  MethodReader(Types types, Elements elements) {
    this.types = types;
    this.results = new ResultReader(types, elements);
  }

  ScopedMethod read(DeclaredType owner, ExecutableElement method) {
    ExecutableType type = (ExecutableType) types.asMemberOf(owner, method);
    return new ScopedMethod(
        method,
        method.getSimpleName().toString(),
        method.getModifiers(),
        method.getTypeParameters().stream().map(TypeNames::declaration).toList(),
        parameters(method, type),
        method.isVarArgs(),
        results.read(method, type.getReturnType()),
        TypeNames.of(type.getThrownTypes()),
        Annotations.ofMethod(method, type.getReturnType()));
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
