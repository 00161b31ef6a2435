package dev.tenure.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import javax.lang.model.element.VariableElement;

/// A parameter of an author's method.
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

  /// Tells whether the wrapper supplies this parameter.
  ///
  /// @return whether its type is the tensor scope
  public boolean isScope() {
    return erasure.equals(Names.TENSOR_SCOPE);
  }

  /// Tells whether the declaration carries an annotation.
  ///
  /// @param annotation its type
  /// @return whether it does
  public boolean has(TypeName annotation) {
    return annotations.stream().anyMatch(carried -> carried.type().equals(annotation));
  }
}
