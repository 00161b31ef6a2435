package dev.tenure.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;

/// An author's type, for which one wrapper class is written.
///
/// @param element where it stands
/// @param name its name
/// @param type the type that the wrapper delegates to, with its type variables as arguments
/// @param typeVariables its type variables, those of the types around it first
/// @param wrapper the name of the wrapper class
/// @param contract the name of the interface of the wrapper's public methods, if one is wanted
/// @param exported whether everybody can name it: it is public, and so is every type around it
/// @param hidden whether the wrapper cannot name it: it is private, or a type around it is
/// @param annotations the annotations that the wrapper carries on
/// @param generated the annotation type that marks generated code, if the author's module sees one
/// @param nullable the annotation type that marks what may be null, if the author's module sees one
/// @param options what the type's own annotation says, if it has one
/// @param constructors those that wrappers can be made with
/// @param methods the methods to wrap, in the author's order
public record ScopedType(
    TypeElement element,
    ClassName name,
    TypeName type,
    List<TypeVariableName> typeVariables,
    ClassName wrapper,
    Optional<ClassName> contract,
    boolean exported,
    boolean hidden,
    List<AnnotationSpec> annotations,
    Optional<ClassName> generated,
    Optional<ClassName> nullable,
    Optional<Options> options,
    List<ScopedConstructor> constructors,
    List<ScopedMethod> methods) {

  /// Copies the lists.
  public ScopedType {
    typeVariables = List.copyOf(typeVariables);
    annotations = List.copyOf(annotations);
    constructors = List.copyOf(constructors);
    methods = List.copyOf(methods);
  }

  /// Tells whether calls can run by a plan.
  ///
  /// @return whether the author asks for it
  public boolean planned() {
    return options.filter(Options::planned).isPresent();
  }

  /// Returns the methods of the wrapper.
  ///
  /// @return one for each variant of each method
  public List<Operation> operations() {
    return Operation.of(methods);
  }
}
