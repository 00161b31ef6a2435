package dev.tenure.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.Operation;
import dev.tenure.processor.model.ScopedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/// Writes what is generated for a type that breaks no rule.
public final class TypeWriter {
  static final String POOL = "pool";
  static final String DELEGATE = "delegate";

  static final String PLAN = "plan";

  private static final String PROCESSOR = "dev.tenure.processor.ScopedForwardProcessor";

  private TypeWriter() {}

  /// Writes a wrapper and, if the author wants one, the interface of its public methods.
  ///
  /// @param type a type without problems
  /// @return their sources, always the same for the same type
  public static List<JavaFile> write(ScopedType type) {
    List<JavaFile> files = new ArrayList<>();
    type.contract().ifPresent(contract -> files.add(file(type, contract(type, contract))));
    files.add(file(type, wrapper(type)));
    return files;
  }

  private static JavaFile file(ScopedType type, TypeSpec.Builder spec) {
    spec.addOriginatingElement(type.element())
        .addAnnotations(type.annotations())
        .addTypeVariables(type.typeVariables());
    type.generated().ifPresent(it -> spec.addAnnotation(generated(it)));
    if (type.exported()) {
      spec.addModifiers(Modifier.PUBLIC);
    }
    return JavaFile.builder(type.wrapper().packageName(), spec.build())
        .indent("  ")
        .skipJavaLangImports(true)
        .build();
  }

  private static AnnotationSpec generated(ClassName annotation) {
    return AnnotationSpec.builder(annotation).addMember("value", "$S", PROCESSOR).build();
  }

  private static TypeSpec.Builder wrapper(ScopedType type) {
    Helpers helpers = new Helpers(type);
    TypeSpec.Builder builder =
        TypeSpec.classBuilder(type.wrapper())
            .addJavadoc(Documentation.ofWrapper(type))
            .addModifiers(Modifier.FINAL)
            .addField(Names.TENSOR_POOL, POOL, Modifier.PRIVATE, Modifier.FINAL)
            .addField(type.type(), DELEGATE, Modifier.PRIVATE, Modifier.FINAL);
    if (type.planned()) {
      builder.addField(planField(type));
    }
    builder.addMethods(new ConstructorWriter(type).write());
    if (type.planned()) {
      builder.addMethod(planned(type));
    }
    type.contract().ifPresent(it -> builder.addSuperinterface(parameterized(type, it)));
    for (Operation operation : type.operations()) {
      builder.addMethod(method(type, operation, helpers));
    }
    return builder.addMethods(helpers.write());
  }

  private static FieldSpec planField(ScopedType type) {
    TypeName plan =
        type.nullable()
            .<TypeName>map(it -> Names.SCOPE_PLAN.annotated(AnnotationSpec.builder(it).build()))
            .orElse(Names.SCOPE_PLAN);
    return FieldSpec.builder(plan, PLAN, Modifier.PRIVATE, Modifier.FINAL).build();
  }

  private static MethodSpec planned(ScopedType type) {
    MethodSpec.Builder builder =
        MethodSpec.methodBuilder("planned")
            .addJavadoc(Documentation.ofPlanned())
            .returns(wrapperType(type))
            .addParameter(Names.SCOPE_PLAN, PLAN)
            .addStatement("return new $T(this, $L)", wrapperType(type), PLAN);
    return (type.exported() ? builder.addModifiers(Modifier.PUBLIC) : builder).build();
  }

  private static MethodSpec method(ScopedType type, Operation operation, Helpers helpers) {
    MethodSpec.Builder builder =
        new SignatureWriter(type, operation)
            .ofClass()
            .addCode(new BodyWriter(type, operation, helpers).write());
    Optional<ClassName> contract = type.contract().filter(it -> isPublic(operation));
    if (contract.isPresent()) {
      return builder
          .addJavadoc(Documentation.ofImplementation())
          .addAnnotation(Override.class)
          .build();
    }
    return builder.addJavadoc(Documentation.ofOperation(type, operation)).build();
  }

  private static TypeSpec.Builder contract(ScopedType type, ClassName name) {
    TypeSpec.Builder builder =
        TypeSpec.interfaceBuilder(name).addJavadoc(Documentation.ofContract(type));
    for (Operation operation : type.operations()) {
      if (isPublic(operation)) {
        builder.addMethod(
            new SignatureWriter(type, operation)
                .ofInterface()
                .addJavadoc(Documentation.ofOperation(type, operation))
                .build());
      }
    }
    return builder;
  }

  /// Returns the generated class with its type variables as arguments.
  static TypeName wrapperType(ScopedType type) {
    return parameterized(type, type.wrapper());
  }

  private static TypeName parameterized(ScopedType type, ClassName name) {
    TypeName[] arguments =
        type.typeVariables().stream().map(TypeName::withoutAnnotations).toArray(TypeName[]::new);
    return arguments.length == 0 ? name : ParameterizedTypeName.get(name, arguments);
  }

  private static boolean isPublic(Operation operation) {
    return operation.method().modifiers().contains(Modifier.PUBLIC);
  }
}
