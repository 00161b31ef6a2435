package dev.tenure.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.ScopedType;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/// Writes the wrapper of a type that breaks no rule.
public final class TypeWriter {
  static final String POOL = "pool";
  static final String DELEGATE = "delegate";

  private static final String PROCESSOR = "dev.tenure.processor.ScopedForwardProcessor";

  private TypeWriter() {}

  /// Writes a wrapper.
  ///
  /// @param type a type without problems
  /// @return its source, always the same for the same type
  public static JavaFile write(ScopedType type) {
    TypeSpec.Builder builder =
        TypeSpec.classBuilder(type.wrapper())
            .addOriginatingElement(type.element())
            .addJavadoc(Documentation.ofType(type))
            .addAnnotations(type.annotations())
            .addModifiers(Modifier.FINAL)
            .addTypeVariables(type.typeVariables())
            .addField(Names.TENSOR_POOL, POOL, Modifier.PRIVATE, Modifier.FINAL)
            .addField(type.type(), DELEGATE, Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(constructor(type));
    type.generated().ifPresent(it -> builder.addAnnotation(generated(it)));
    if (type.exported()) {
      builder.addModifiers(Modifier.PUBLIC);
    }
    type.methods().forEach(method -> builder.addMethod(new MethodWriter(type, method).write()));
    return JavaFile.builder(type.wrapper().packageName(), builder.build())
        .indent("  ")
        .skipJavaLangImports(true)
        .build();
  }

  private static AnnotationSpec generated(ClassName annotation) {
    return AnnotationSpec.builder(annotation).addMember("value", "$S", PROCESSOR).build();
  }

  private static MethodSpec constructor(ScopedType type) {
    MethodSpec.Builder builder =
        MethodSpec.constructorBuilder()
            .addJavadoc(Documentation.ofConstructor(type))
            .addParameter(ParameterSpec.builder(Names.TENSOR_POOL, POOL).build())
            .addParameter(ParameterSpec.builder(type.type(), DELEGATE).build())
            .addStatement("this.$1L = $2T.requireNonNull($1L, $1S)", POOL, Objects.class)
            .addStatement("this.$1L = $2T.requireNonNull($1L, $1S)", DELEGATE, Objects.class);
    if (type.exported()) {
      builder.addModifiers(Modifier.PUBLIC);
    }
    return builder.build();
  }
}
