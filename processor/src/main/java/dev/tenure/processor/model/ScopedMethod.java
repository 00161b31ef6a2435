package dev.tenure.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;

/// An author's method, as a member of the type that is wrapped.
///
/// @param element where it stands
/// @param name its name
/// @param modifiers its modifiers
/// @param typeVariables its own type variables
/// @param parameters all its parameters, the scope included
/// @param variableArity whether the last parameter takes any number of arguments
/// @param result what it gives back
/// @param thrown the types of its throws clause
/// @param annotations the annotations that the wrapper carries on
/// @param comment what the author says about it
/// @param options what the method's own annotation says, if it has one
/// @param chosen the variants that are wanted, whether possible or not
public record ScopedMethod(
    ExecutableElement element,
    String name,
    Set<Modifier> modifiers,
    List<TypeVariableName> typeVariables,
    List<Parameter> parameters,
    boolean variableArity,
    Result result,
    List<TypeName> thrown,
    List<AnnotationSpec> annotations,
    Comment comment,
    Optional<Options> options,
    Set<Variant> chosen) {

  /// Copies the collections.
  public ScopedMethod {
    modifiers = Set.copyOf(modifiers);
    typeVariables = List.copyOf(typeVariables);
    parameters = List.copyOf(parameters);
    thrown = List.copyOf(thrown);
    annotations = List.copyOf(annotations);
    chosen = Set.copyOf(chosen);
  }

  /// Returns the scope parameters, of which a method that can be wrapped has exactly one.
  ///
  /// @return the parameters whose type is a scope
  public List<Parameter> scopes() {
    return parameters.stream().filter(Parameter::isScope).toList();
  }

  /// Returns what callers of the wrapper pass.
  ///
  /// @return the parameters whose type is not a scope
  public List<Parameter> arguments() {
    return parameters.stream().filter(parameter -> !parameter.isScope()).toList();
  }

  /// Tells whether the method writes its result into a tensor of its caller.
  ///
  /// @return whether it returns nothing and overwrites exactly one argument
  public boolean takesDestination() {
    return result instanceof Result.Nothing
        && parameters.stream().filter(Parameter::isDestination).count() == 1;
  }

  /// Tells whether a variant is wanted and possible.
  ///
  /// @param variant a variant
  /// @return whether it is generated, unless the author's own methods do its work
  public boolean has(Variant variant) {
    return chosen.contains(variant) && variant.obstacle(this).isEmpty();
  }
}
