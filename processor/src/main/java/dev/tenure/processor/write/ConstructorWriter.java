package dev.tenure.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.Parameter;
import dev.tenure.processor.model.ScopedConstructor;
import dev.tenure.processor.model.ScopedType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/// Writes the constructors of a wrapper: around an object or with the arguments of one of its
/// constructors, each with a pool or with the shared one.
///
/// Where two would take the same, the first one of that order is written.
final class ConstructorWriter {
  private static final String ASSIGNMENT = "this.$1L = $2T.requireNonNull($1L, $1S)";

  private final ScopedType type;
  private final Set<List<TypeName>> seen = new HashSet<>();
  private final List<MethodSpec> written = new ArrayList<>();

  ConstructorWriter(ScopedType type) {
    this.type = type;
  }

  List<MethodSpec> write() {
    TypeName erasure =
        type.type() instanceof ParameterizedTypeName generic ? generic.rawType() : type.type();
    add(List.of(Names.TENSOR_POOL, erasure), wrapping());
    add(List.of(erasure), wrappingOnSharedPool());
    if (type.planned()) {
      add(List.of(type.wrapper(), Names.SCOPE_PLAN), planning());
    }
    for (ScopedConstructor constructor : type.constructors()) {
      List<TypeName> arguments = constructor.arguments().stream().map(Parameter::erasure).toList();
      List<TypeName> withPool = new ArrayList<>(arguments);
      withPool.addFirst(Names.TENSOR_POOL);
      if (add(withPool, making(constructor))) {
        add(arguments, makingOnSharedPool(constructor));
      }
    }
    return written;
  }

  private boolean add(List<TypeName> erasures, MethodSpec constructor) {
    boolean isNew = seen.add(List.copyOf(erasures));
    if (isNew) {
      written.add(constructor);
    }
    return isNew;
  }

  private MethodSpec wrapping() {
    MethodSpec.Builder builder =
        visible(type.exported())
            .addJavadoc(Documentation.ofWrapping())
            .addParameter(Names.TENSOR_POOL, TypeWriter.POOL)
            .addParameter(type.type(), TypeWriter.DELEGATE)
            .addStatement(ASSIGNMENT, TypeWriter.POOL, Objects.class)
            .addStatement(ASSIGNMENT, TypeWriter.DELEGATE, Objects.class);
    return (type.planned() ? builder.addStatement("this.$L = null", TypeWriter.PLAN) : builder)
        .build();
  }

  private MethodSpec planning() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(TypeWriter.wrapperType(type), "unplanned")
        .addParameter(Names.SCOPE_PLAN, TypeWriter.PLAN)
        .addStatement("this.$1L = unplanned.$1L", TypeWriter.POOL)
        .addStatement("this.$1L = unplanned.$1L", TypeWriter.DELEGATE)
        .addStatement(ASSIGNMENT, TypeWriter.PLAN, Objects.class)
        .build();
  }

  private MethodSpec wrappingOnSharedPool() {
    return visible(type.exported())
        .addJavadoc(Documentation.ofWrappingOnSharedPool())
        .addParameter(type.type(), TypeWriter.DELEGATE)
        .addStatement("this($T.shared(), $L)", Names.TENSOR_POOL, TypeWriter.DELEGATE)
        .build();
  }

  private MethodSpec making(ScopedConstructor constructor) {
    String pool = pool(constructor);
    List<CodeBlock> arguments =
        constructor.parameters().stream()
            .map(it -> CodeBlock.of("$L", it.isPool() ? pool : it.name()))
            .toList();
    MethodSpec.Builder builder = declaration(constructor).addParameter(Names.TENSOR_POOL, pool);
    return addArguments(builder, constructor)
        .addJavadoc(Documentation.ofMaking(type, constructor, pool))
        .addStatement("this($L, new $T($L))", pool, type.type(), CodeBlock.join(arguments, ", "))
        .build();
  }

  private MethodSpec makingOnSharedPool(ScopedConstructor constructor) {
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(CodeBlock.of("$T.shared()", Names.TENSOR_POOL));
    constructor.arguments().forEach(it -> arguments.add(CodeBlock.of("$L", it.name())));
    return addArguments(declaration(constructor), constructor)
        .addJavadoc(Documentation.ofMakingOnSharedPool(type, constructor))
        .addStatement("this($L)", CodeBlock.join(arguments, ", "))
        .build();
  }

  private static MethodSpec.Builder declaration(ScopedConstructor constructor) {
    return visible(constructor.modifiers().contains(Modifier.PUBLIC))
        .addAnnotations(constructor.annotations())
        .addTypeVariables(constructor.typeVariables())
        .addExceptions(constructor.thrown());
  }

  private static MethodSpec.Builder addArguments(
      MethodSpec.Builder builder, ScopedConstructor constructor) {
    for (Parameter argument : constructor.arguments()) {
      builder.addParameter(
          ParameterSpec.builder(argument.type(), argument.name())
              .addAnnotations(argument.annotations())
              .build());
    }
    return builder.varargs(constructor.variableArity());
  }

  private static String pool(ScopedConstructor constructor) {
    return new LocalNames(
            constructor.arguments().stream().map(Parameter::name).collect(Collectors.toSet()))
        .unused(TypeWriter.POOL);
  }

  private static MethodSpec.Builder visible(boolean exported) {
    MethodSpec.Builder builder = MethodSpec.constructorBuilder();
    return exported ? builder.addModifiers(Modifier.PUBLIC) : builder;
  }
}
