package dev.tenure.processor.report;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/// Something that the author has to change.
///
/// @param element where
/// @param option where in an annotation of the element, if it is there
/// @param text what, and what to do
/// @param arguments what the text speaks of
public record Problem(Element element, Optional<Option> option, Text text, List<Object> arguments) {
  /// A place in an annotation.
  ///
  /// @param annotation the annotation
  /// @param value the value in it
  public record Option(AnnotationMirror annotation, AnnotationValue value) {}

  /// Copies the list.
  public Problem {
    arguments = List.copyOf(arguments);
  }

  /// Creates a problem.
  ///
  /// @param element where
  /// @param text what, and what to do
  /// @param arguments what the text speaks of
  /// @return the problem
  public static Problem at(Element element, Text text, Object... arguments) {
    return new Problem(element, Optional.empty(), text, List.of(arguments));
  }

  /// Creates the same problem of a place in an annotation.
  ///
  /// @param annotation an annotation of the element
  /// @param value the value in it
  /// @return the problem
  public Problem in(AnnotationMirror annotation, AnnotationValue value) {
    return new Problem(element, Optional.of(new Option(annotation, value)), text, arguments);
  }

  /// Returns the text for the author.
  ///
  /// @return one sentence or two
  public String message() {
    return text.with(arguments.toArray());
  }
}
