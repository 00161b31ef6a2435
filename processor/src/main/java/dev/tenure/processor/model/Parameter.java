package dev.tenure.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.VariableElement;

/// A parameter of an author's method or constructor.
///
/// @param element where it stands
/// @param name its name
/// @param type its type, with the annotations on the type
/// @param erasure its type as the class file has it, which tells overloads apart
/// @param annotations the annotations on the declaration
public record Parameter(
    VariableElement element,
    String name,
    TypeName type,
    TypeName erasure,
    List<AnnotationSpec> annotations) {

  /// Copies the list.
  public Parameter {
    annotations = List.copyOf(annotations);
  }

  /// Tells whether the wrapper supplies this parameter of a method.
  ///
  /// @return whether its type is the tensor scope
  public boolean isScope() {
    return erasure.equals(Names.TENSOR_SCOPE);
  }

  /// Tells whether the wrapper's pool can be this parameter of a constructor.
  ///
  /// @return whether its type is the tensor pool
  public boolean isPool() {
    return erasure.equals(Names.TENSOR_POOL);
  }

  /// Tells whether the author's method writes a result into this parameter.
  ///
  /// @return whether it is a tensor that is overwritten
  public boolean isDestination() {
    return has(Names.OVERWRITES)
        && (erasure.equals(Names.TENSOR) || erasure.equals(Names.POOLED_TENSOR));
  }

  /// Tells whether the callee does more with the argument than to read it.
  ///
  /// @return whether it takes it over or writes to it
  public boolean isMoreThanRead() {
    return Stream.of(Names.POOLED, Names.OVERWRITES, Names.ACCUMULATES).anyMatch(this::has);
  }

  /// Tells whether the declaration carries an annotation.
  ///
  /// @param annotation its type
  /// @return whether it does
  public boolean has(TypeName annotation) {
    return annotations.stream().anyMatch(carried -> carried.type().equals(annotation));
  }
}
