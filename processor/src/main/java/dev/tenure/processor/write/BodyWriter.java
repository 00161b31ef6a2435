package dev.tenure.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.Operation;
import dev.tenure.processor.model.Parameter;
import dev.tenure.processor.model.Result;
import dev.tenure.processor.model.ScopedMethod;
import dev.tenure.processor.model.ScopedType;
import java.util.ArrayList;
import java.util.List;

/// Writes what a generated method does.
///
/// Each opens its scope in a try-with-resources statement, so that what is thrown first reaches the
/// caller, and what closing throws is added to it.
final class BodyWriter {
  private final ScopedType type;
  private final Operation operation;
  private final ScopedMethod method;
  private final Helpers helpers;
  private final LocalNames names;

  BodyWriter(ScopedType type, Operation operation, Helpers helpers) {
    this.type = type;
    this.operation = operation;
    this.method = operation.method();
    this.helpers = helpers;
    this.names = new LocalNames(operation.names());
  }

  CodeBlock write() {
    return switch (operation.form()) {
      case HAND_OUT -> inScope(handOut());
      case COPY -> withResult(result -> CodeBlock.of("$L.copyFrom($L);\n", destination(), result));
      case PASS_DESTINATION -> inScope(CodeBlock.of("$L;\n", call()));
      case LEND -> withResult(result -> CodeBlock.of("return $L;\n", read(result)));
      case HAND_OUT_EACH -> handOutEach();
      case LEND_EACH ->
          list("results", each(withResult(result -> add("results", read(result)))), "results");
    };
  }

  /// A use of a result that lives as long as the scope.
  private interface Use {
    CodeBlock of(CodeBlock result);
  }

  private CodeBlock inScope(CodeBlock statements) {
    return CodeBlock.builder()
        .beginControlFlow("try ($L)", scopeResource())
        .add(statements)
        .endControlFlow()
        .build();
  }

  private CodeBlock scopeResource() {
    return CodeBlock.of("$T $L = $L", Names.TENSOR_SCOPE, scope(), helpers.openScope(names));
  }

  /// What is the caller's already is closed by the wrapper, which is its caller.
  private CodeBlock withResult(Use use) {
    if (!(method.result() instanceof Result.Owned owned)) {
      return inScope(use.of(call()));
    }
    String result = names.unused("result");
    return CodeBlock.builder()
        .beginControlFlow(
            "try ($L;\n    $T $L = $L)", scopeResource(), owned.type(), result, call())
        .add(use.of(CodeBlock.of("$L", result)))
        .endControlFlow()
        .build();
  }

  private CodeBlock handOut() {
    return switch (method.result()) {
      case Result.Nothing nothing -> CodeBlock.of("$L;\n", call());
      case Result.Value value -> CodeBlock.of("return $L;\n", call());
      case Result.Owned owned -> CodeBlock.of("return $L;\n", call());
      case Result.Promoted promoted -> promote(promoted);
      case Result.Several several -> promoteAll(several);
      case Result.Unstated unstated -> throw notValid();
      case Result.Lent lent -> throw notValid();
      case Result.OtherTensor other -> throw notValid();
      case Result.OutOfReach outOfReach -> throw notValid();
    };
  }

  private IllegalArgumentException notValid() {
    return new IllegalArgumentException("not a valid method: " + method);
  }

  private CodeBlock promote(Result.Promoted promoted) {
    if (!promoted.nullable()) {
      return CodeBlock.of("return $L.promote($L);\n", scope(), call());
    }
    String result = names.unused("result");
    return CodeBlock.builder()
        .addStatement("$T $L = $L", promoted.type(), result, call())
        .addStatement("return $L == null ? null : $L.promote($L)", result, scope(), result)
        .build();
  }

  private CodeBlock promoteAll(Result.Several several) {
    String result = names.unused("result");
    return CodeBlock.builder()
        .addStatement("$T $L = $L", several.type(), result, call())
        .addStatement(
            "$L($L, $L($L))", helpers.promoteAll(), scope(), helpers.collector(method), result)
        .addStatement("return $L", result)
        .build();
  }

  private CodeBlock handOutEach() {
    return switch (method.result()) {
      case Result.Promoted promoted ->
          adopted(adopt(CodeBlock.of("$L.promote($L)", scope(), call())), "owned");
      case Result.Owned owned -> adopted(adopt(call()), "owned");
      case Result.Several several -> severalEach(several);
      default -> list("results", each(inScope(add("results", call()))), "results");
    };
  }

  private CodeBlock adopt(CodeBlock result) {
    return inScope(add("owned", CodeBlock.of("$L.adopt($L)", names.unused("batchScope"), result)));
  }

  /// What the items before the one that throws gave is closed by a scope of the whole batch.
  private CodeBlock adopted(CodeBlock eachInScope, String promoted) {
    CodeBlock list =
        list(
            "owned",
            CodeBlock.builder()
                .add(each(eachInScope))
                .addStatement(
                    "$L($L, $L)",
                    helpers.promoteAll(),
                    names.unused("batchScope"),
                    names.unused(promoted))
                .build(),
            "owned");
    return CodeBlock.builder()
        .beginControlFlow(
            "try ($T $L = $L)",
            Names.TENSOR_SCOPE,
            names.unused("batchScope"),
            Helpers.openPoolScope(names))
        .add(list)
        .endControlFlow()
        .build();
  }

  private CodeBlock severalEach(Result.Several several) {
    String result = names.unused("result");
    String tensor = names.unused("tensor");
    CodeBlock item =
        CodeBlock.builder()
            .addStatement("$T $L = $L", several.type(), result, call())
            .addStatement(
                "$T $L = $L($L)",
                list(Names.POOLED_TENSOR),
                names.unused("held"),
                helpers.collector(method),
                result)
            .addStatement("$L($L, $L)", helpers.promoteAll(), scope(), names.unused("held"))
            .beginControlFlow("for ($T $L : $L)", Names.POOLED_TENSOR, tensor, names.unused("held"))
            .add(add("tensors", CodeBlock.of("$L.adopt($L)", names.unused("batchScope"), tensor)))
            .endControlFlow()
            .add(add("owned", CodeBlock.of("$L", result)))
            .build();
    CodeBlock tensors =
        CodeBlock.builder()
            .addStatement(
                "$T $L = new $T<>()",
                list(Names.POOLED_TENSOR),
                names.unused("tensors"),
                ArrayList.class)
            .build();
    return tensors.toBuilder().add(adopted(inScope(item), "tensors")).build();
  }

  private static TypeName list(TypeName element) {
    return ParameterizedTypeName.get(ClassName.get(List.class), element);
  }

  /// Fills a list of what the method returns.
  private CodeBlock list(String name, CodeBlock fill, String returned) {
    return CodeBlock.builder()
        .addStatement(
            "$T $L = new $T<>()",
            new SignatureWriter(type, operation).returned(),
            names.unused(name),
            ArrayList.class)
        .add(fill)
        .addStatement("return $L", names.unused(returned))
        .build();
  }

  private CodeBlock each(CodeBlock statements) {
    Parameter item = method.arguments().getFirst();
    return CodeBlock.builder()
        .beginControlFlow("for ($T $L : $L)", item.type(), item.name(), names.unused("batch"))
        .add(statements)
        .endControlFlow()
        .build();
  }

  private CodeBlock add(String list, CodeBlock element) {
    return CodeBlock.of("$L.add($L);\n", names.unused(list), element);
  }

  private CodeBlock read(CodeBlock result) {
    return CodeBlock.of("$L.read($L)", names.unused("reader"), result);
  }

  private String destination() {
    return names.unused("destination");
  }

  private CodeBlock call() {
    List<CodeBlock> arguments =
        method.parameters().stream().map(it -> CodeBlock.of("$L", it.name())).toList();
    return CodeBlock.of(
        "$L.$L$L($L)",
        names.field(TypeWriter.DELEGATE),
        typeArguments(),
        method.name(),
        CodeBlock.join(arguments, ", "));
  }

  /// Says the type arguments: a type variable that only the result mentions cannot be inferred.
  private CodeBlock typeArguments() {
    if (method.typeVariables().isEmpty()) {
      return CodeBlock.of("");
    }
    List<CodeBlock> variables =
        method.typeVariables().stream().map(it -> CodeBlock.of("$L", it.name())).toList();
    return CodeBlock.of("<$L>", CodeBlock.join(variables, ", "));
  }

  private String scope() {
    return method.scopes().getFirst().name();
  }
}
