package dev.tenure.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;

/// A constructor of the author's type, with whose arguments a wrapper can be made.
///
/// @param element where it stands
/// @param modifiers its modifiers
/// @param typeVariables its own type variables
/// @param parameters its parameters
/// @param variableArity whether the last parameter takes any number of arguments
/// @param thrown the types of its throws clause
/// @param annotations the annotations that the wrapper carries on
/// @param comment what the author says about it
public record ScopedConstructor(
    ExecutableElement element,
    Set<Modifier> modifiers,
    List<TypeVariableName> typeVariables,
    List<Parameter> parameters,
    boolean variableArity,
    List<TypeName> thrown,
    List<AnnotationSpec> annotations,
    Comment comment) {

  /// Copies the collections.
  public ScopedConstructor {
    modifiers = Set.copyOf(modifiers);
    typeVariables = List.copyOf(typeVariables);
    parameters = List.copyOf(parameters);
    thrown = List.copyOf(thrown);
    annotations = List.copyOf(annotations);
  }

  /// Returns what callers of the wrapper's constructor pass beside the pool.
  ///
  /// @return the parameters whose type is not a pool: the author's object rents where its wrapper
  ///   opens scopes
  public List<Parameter> arguments() {
    return parameters.stream().filter(parameter -> !parameter.isPool()).toList();
  }
}
