package dev.tenure.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.Parameter;
import dev.tenure.processor.model.Result;
import dev.tenure.processor.model.ScopedMethod;
import dev.tenure.processor.model.ScopedType;
import java.util.List;
import javax.lang.model.element.Modifier;

/// Writes one method of a wrapper.
final class MethodWriter {
  private final ScopedType type;
  private final ScopedMethod method;

  MethodWriter(ScopedType type, ScopedMethod method) {
    this.type = type;
    this.method = method;
  }

  MethodSpec write() {
    MethodSpec.Builder builder =
        MethodSpec.methodBuilder(method.name())
            .addJavadoc(Documentation.ofMethod(type, method))
            .addAnnotations(method.annotations())
            .addTypeVariables(method.typeVariables())
            .returns(method.result().type())
            .addExceptions(method.thrown());
    if (method.result() instanceof Result.Promoted || method.result() instanceof Result.Owned) {
      builder.addAnnotation(Names.POOLED);
    }
    if (method.modifiers().contains(Modifier.PUBLIC)) {
      builder.addModifiers(Modifier.PUBLIC);
    }
    if (carries(SafeVarargs.class)) {
      builder.addModifiers(Modifier.FINAL);
    }
    builder.varargs(method.variableArity());
    method.arguments().forEach(argument -> builder.addParameter(parameter(argument)));
    return builder.addCode(body()).build();
  }

  private boolean carries(Class<?> annotation) {
    return method.annotations().stream()
        .anyMatch(carried -> carried.type().equals(TypeName.get(annotation)));
  }

  private static ParameterSpec parameter(Parameter parameter) {
    return ParameterSpec.builder(parameter.type(), parameter.name())
        .addAnnotations(parameter.annotations())
        .build();
  }

  private CodeBlock body() {
    return CodeBlock.builder()
        .beginControlFlow(
            "try ($T $L = $L.openScope())", Names.TENSOR_SCOPE, scope(), field(TypeWriter.POOL))
        .add(statements())
        .endControlFlow()
        .build();
  }

  private CodeBlock statements() {
    return switch (method.result()) {
      case Result.Nothing nothing -> CodeBlock.of("$L;\n", call());
      case Result.Value value -> CodeBlock.of("return $L;\n", call());
      case Result.Owned owned -> CodeBlock.of("return $L;\n", call());
      case Result.Promoted promoted -> promote(promoted);
      case Result.Lent lent -> throw notValid();
      case Result.OtherTensor other -> throw notValid();
      case Result.Several several -> throw notValid();
    };
  }

  private IllegalArgumentException notValid() {
    return new IllegalArgumentException("not a valid method: " + method);
  }

  private CodeBlock promote(Result.Promoted promoted) {
    if (!promoted.nullable()) {
      return CodeBlock.of("return $L.promote($L);\n", scope(), call());
    }
    String result = unused("result");
    return CodeBlock.builder()
        .addStatement("$T $L = $L", promoted.type(), result, call())
        .addStatement("return $L == null ? null : $L.promote($L)", result, scope(), result)
        .build();
  }

  private CodeBlock call() {
    List<CodeBlock> arguments =
        method.parameters().stream().map(it -> CodeBlock.of("$L", it.name())).toList();
    return CodeBlock.of(
        "$L.$L$L($L)",
        field(TypeWriter.DELEGATE),
        typeArguments(),
        method.name(),
        CodeBlock.join(arguments, ", "));
  }

  /// Says the type arguments: a type variable that only the result mentions cannot be inferred.
  private CodeBlock typeArguments() {
    if (method.typeVariables().isEmpty()) {
      return CodeBlock.of("");
    }
    List<CodeBlock> names =
        method.typeVariables().stream().map(it -> CodeBlock.of("$L", it.name())).toList();
    return CodeBlock.of("<$L>", CodeBlock.join(names, ", "));
  }

  private String scope() {
    return method.scopes().getFirst().name();
  }

  private String field(String name) {
    return isTaken(name) ? "this." + name : name;
  }

  private String unused(String name) {
    return isTaken(name) ? unused(name + "_") : name;
  }

  private boolean isTaken(String name) {
    return method.parameters().stream().anyMatch(parameter -> parameter.name().equals(name));
  }
}
