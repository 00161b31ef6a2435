package dev.tenure.processor.write;

import com.palantir.javapoet.TypeVariableName;
import dev.tenure.processor.model.ScopedMethod;
import dev.tenure.processor.model.ScopedType;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The type variables of a method that lends its result, named differently from the author's.
final class ReaderTypes {
  private final Set<String> taken;

  ReaderTypes(ScopedType type, ScopedMethod method) {
    this.taken =
        Stream.concat(type.typeVariables().stream(), method.typeVariables().stream())
            .map(TypeVariableName::name)
            .collect(Collectors.toSet());
  }

  /// What the reader returns.
  TypeVariableName result() {
    return TypeVariableName.get(unused("R"));
  }

  /// What the reader throws.
  TypeVariableName failure() {
    return TypeVariableName.get(unused("X"), Exception.class);
  }

  private String unused(String name) {
    return taken.contains(name) ? unused(name + name.charAt(0)) : name;
  }
}
