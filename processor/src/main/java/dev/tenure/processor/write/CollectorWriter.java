package dev.tenure.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.tenure.processor.model.Contents;
import dev.tenure.processor.model.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Writes the body of a method that finds the tensors in its parameter `result`.
final class CollectorWriter {
  private static final TypeName SET =
      ParameterizedTypeName.get(ClassName.get(Set.class), Names.POOLED_TENSOR);

  private final String set;
  private final CodeBlock.Builder code = CodeBlock.builder();
  private int variables;

  /// @param set the name of the set of tensors
  CollectorWriter(String set) {
    this.set = set;
  }

  CodeBlock write(Contents contents) {
    code.addStatement(
        "$T $L = $T.newSetFromMap(new $T<>())", SET, set, Collections.class, IdentityHashMap.class);
    add(CodeBlock.of("result"), contents);
    return code.addStatement("return new $T<>($L)", ArrayList.class, set).build();
  }

  private void add(CodeBlock value, Contents contents) {
    if (contents.nullable()) {
      code.beginControlFlow("if ($L != null)", value);
    }
    switch (contents) {
      case Contents.One one -> code.addStatement("$L.add($L)", set, value);
      case Contents.Elements elements -> addEach(elements.element(), value, elements.each());
      case Contents.Values values ->
          addEach(values.value(), CodeBlock.of("$L.values()", value), values.each());
      case Contents.Maybe maybe -> addMaybe(value, maybe);
      case Contents.Components components ->
          components
              .components()
              .forEach(it -> add(CodeBlock.of("$L.$L()", value, it.accessor()), it.contents()));
      case Contents.Cases cases -> cases.cases().forEach(it -> addCase(value, it));
    }
    if (contents.nullable()) {
      code.endControlFlow();
    }
  }

  private void addEach(TypeName type, CodeBlock values, Contents each) {
    String variable = variable("element");
    code.beginControlFlow("for ($T $L : $L)", type, variable, values);
    add(CodeBlock.of("$L", variable), each);
    code.endControlFlow();
  }

  private void addMaybe(CodeBlock value, Contents.Maybe maybe) {
    code.beginControlFlow("if ($L.isPresent())", value);
    add(CodeBlock.of("$L.get()", value), maybe.present());
    code.endControlFlow();
  }

  private void addCase(CodeBlock value, Contents.Case one) {
    String variable = variable("value");
    code.beginControlFlow("if ($L instanceof $T $L)", value, one.type(), variable);
    add(CodeBlock.of("$L", variable), one.contents());
    code.endControlFlow();
  }

  private String variable(String name) {
    variables++;
    return variables == 1 ? name : name + variables;
  }
}
