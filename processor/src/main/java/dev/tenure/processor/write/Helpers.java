package dev.tenure.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.tenure.processor.model.Contents;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.Operation;
import dev.tenure.processor.model.Result;
import dev.tenure.processor.model.ScopedMethod;
import dev.tenure.processor.model.ScopedType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/// The private methods of a wrapper: what promotes several tensors, and what finds them in a
/// result.
final class Helpers {
  private static final String OPEN_SCOPE = "openScope";
  private static final TypeName TENSORS =
      ParameterizedTypeName.get(ClassName.get(List.class), Names.POOLED_TENSOR);

  /// Methods with the same result share what finds its tensors.
  private record Searched(TypeName result, List<TypeVariableName> variables, Contents contents) {
    static Searched of(ScopedMethod method, Result.Several several) {
      return new Searched(several.type(), method.typeVariables(), several.contents());
    }
  }

  private final ScopedType type;
  private final LocalNames names;
  private final Map<Searched, String> collectors = new LinkedHashMap<>();

  Helpers(ScopedType type) {
    this.type = type;
    this.names =
        new LocalNames(type.operations().stream().map(Operation::name).collect(Collectors.toSet()));
    for (Operation operation : type.operations()) {
      if (promotesSeveral(operation)
          && operation.method().result() instanceof Result.Several several) {
        collectors.putIfAbsent(
            Searched.of(operation.method(), several), collectorName(collectors.size()));
      }
    }
  }

  private String collectorName(int before) {
    return names.unused("tensorsOf" + (before == 0 ? "" : before + 1));
  }

  /// Returns what opens the scope of one call.
  ///
  /// @param callers the names that the caller has taken
  CodeBlock openScope(LocalNames callers) {
    return type.planned() ? CodeBlock.of("$L()", names.unused(OPEN_SCOPE)) : openPoolScope(callers);
  }

  /// Returns what opens a scope that no plan knows.
  ///
  /// @param callers the names that the caller has taken
  static CodeBlock openPoolScope(LocalNames callers) {
    return CodeBlock.of("$L.openScope()", callers.field(TypeWriter.POOL));
  }

  /// Returns the name of what promotes all tensors of a list.
  String promoteAll() {
    return names.unused("promoteAll");
  }

  /// Returns the name of what finds the tensors in a method's result.
  String collector(ScopedMethod method) {
    Result.Several several = (Result.Several) method.result();
    return Objects.requireNonNull(collectors.get(Searched.of(method, several)));
  }

  private static boolean promotesSeveral(Operation operation) {
    return switch (operation.form()) {
      case HAND_OUT -> operation.method().result() instanceof Result.Several;
      case HAND_OUT_EACH -> !(operation.method().result() instanceof Result.Value);
      case COPY, PASS_DESTINATION, LEND, LEND_EACH -> false;
    };
  }

  List<MethodSpec> write() {
    List<MethodSpec> methods = new ArrayList<>();
    if (type.planned()) {
      methods.add(openScopeMethod());
    }
    collectors.forEach((searched, name) -> methods.add(collectorMethod(searched, name)));
    if (type.operations().stream().anyMatch(Helpers::promotesSeveral)) {
      methods.add(promoteAllMethod());
    }
    return methods;
  }

  private MethodSpec openScopeMethod() {
    return MethodSpec.methodBuilder(names.unused(OPEN_SCOPE))
        .addModifiers(Modifier.PRIVATE)
        .returns(Names.TENSOR_SCOPE)
        .addStatement(
            "return $1L == null ? $2L.openScope() : $1L.open()", TypeWriter.PLAN, TypeWriter.POOL)
        .build();
  }

  private MethodSpec collectorMethod(Searched searched, String name) {
    MethodSpec.Builder builder =
        MethodSpec.methodBuilder(name)
            .addJavadoc("Returns the tensors that a result holds, each once.\n")
            .addModifiers(Modifier.PRIVATE)
            .addTypeVariables(searched.variables())
            .returns(TENSORS)
            .addParameter(searched.result(), "result")
            .addCode(new CollectorWriter("tensors").write(searched.contents()));
    if (type.typeVariables().isEmpty()) {
      builder.addModifiers(Modifier.STATIC);
    }
    return builder.build();
  }

  private MethodSpec promoteAllMethod() {
    return MethodSpec.methodBuilder(promoteAll())
        .addJavadoc(
            "Hands tensors of a scope out: all, or none if one of them is not the scope's.\n")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(Names.TENSOR_SCOPE, "scope")
        .addParameter(TENSORS, "tensors")
        .addCode(promoteAllBody())
        .build();
  }

  /// From the end, where a scope finds them first.
  private static CodeBlock promoteAllBody() {
    return CodeBlock.builder()
        .addStatement("int first = tensors.size()")
        .beginControlFlow("try")
        .beginControlFlow("while (first > 0)")
        .addStatement("tensors.set(first - 1, scope.promote(tensors.get(first - 1)))")
        .addStatement("first--")
        .endControlFlow()
        .nextControlFlow("catch ($T e)", RuntimeException.class)
        .beginControlFlow("for (int i = first; i < tensors.size(); i++)")
        .addStatement("tensors.set(i, scope.adopt(tensors.get(i)))")
        .endControlFlow()
        .addStatement("throw e")
        .endControlFlow()
        .build();
  }
}
