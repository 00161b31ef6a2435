package dev.tenure.processor.report;

import java.util.List;
import javax.lang.model.element.Element;

/// Something that the author has to change.
///
/// @param element where
/// @param text what, and what to do
/// @param arguments what the text speaks of
public record Problem(Element element, Text text, List<Object> arguments) {

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
    return new Problem(element, text, List.of(arguments));
  }

  /// Returns the text for the author.
  ///
  /// @return one sentence or two
  public String message() {
    return text.with(arguments.toArray());
  }
}
