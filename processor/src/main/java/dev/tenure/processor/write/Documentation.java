package dev.tenure.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.tenure.processor.model.Parameter;
import dev.tenure.processor.model.Result;
import dev.tenure.processor.model.ScopedMethod;
import dev.tenure.processor.model.ScopedType;
import java.util.List;

/// Writes the comments of a wrapper.
final class Documentation {
  private Documentation() {}

  static CodeBlock ofType(ScopedType type) {
    CodeBlock.Builder text =
        CodeBlock.builder()
            .add("Calls a {@link $T}, each call in a scope of its own.\n\n", type.name())
            .add("<p>A pooled result belongs to the caller, who closes it. Every intermediate is\n")
            .add("returned to the pool before the call ends, also when it throws.\n\n")
            .add("<p>It is as safe for use by several threads as the object that it calls.\n");
    addTypeVariables(text, type.typeVariables(), CodeBlock.of("$T", type.name()));
    return text.build();
  }

  static CodeBlock ofConstructor(ScopedType type) {
    return CodeBlock.builder()
        .add("Creates a wrapper, which closes neither of the two.\n\n")
        .add("@param pool the pool that the scopes are opened on\n")
        .add("@param delegate the object that does the work\n")
        .build();
  }

  static CodeBlock ofMethod(ScopedType type, ScopedMethod method) {
    CodeBlock target = reference(type, method);
    CodeBlock.Builder text =
        CodeBlock.builder().add("Calls {@link $L} with a scope of its own.\n\n", target);
    addTypeVariables(text, method.typeVariables(), target);
    for (Parameter argument : method.arguments()) {
      text.add("@param $L passed on\n", argument.name());
    }
    text.add(result(method.result()));
    for (TypeName thrown : method.thrown()) {
      text.add("@throws $T as the method called throws it\n", thrown);
    }
    if (method.annotations().stream()
        .anyMatch(annotation -> annotation.type().equals(TypeName.get(Deprecated.class)))) {
      text.add("@deprecated as {@link $L} is\n", target);
    }
    return text.build();
  }

  private static void addTypeVariables(
      CodeBlock.Builder text, List<TypeVariableName> variables, CodeBlock from) {
    for (TypeVariableName variable : variables) {
      text.add("@param <$L> as in {@link $L}\n", variable.name(), from);
    }
  }

  private static String result(Result result) {
    if (result instanceof Result.Nothing) {
      return "";
    }
    return result instanceof Result.Value
        ? "@return its result\n"
        : "@return its result, which the caller closes\n";
  }

  private static CodeBlock reference(ScopedType type, ScopedMethod method) {
    List<CodeBlock> parameters =
        method.parameters().stream()
            .map(parameter -> CodeBlock.of("$T", parameter.erasure()))
            .toList();
    return CodeBlock.of("$T#$L($L)", type.name(), method.name(), CodeBlock.join(parameters, ", "));
  }
}
