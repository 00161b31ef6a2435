package dev.tenure.processor.model;

import java.util.Map;

/// The documentation of an author's declaration, as HTML that names nothing outside of itself, so
/// that it can stand in another file.
///
/// @param description what the declaration is, empty if the author says nothing
/// @param parameters what each parameter is, by name
/// @param result what is returned, empty if the author says nothing
/// @param failures when each exception is thrown, by the simple name of its type
public record Comment(
    String description,
    Map<String, String> parameters,
    String result,
    Map<String, String> failures) {
  /// No documentation at all.
  public static final Comment NONE = new Comment("", Map.of(), "", Map.of());

  /// Copies the maps.
  public Comment {
    parameters = Map.copyOf(parameters);
    failures = Map.copyOf(failures);
  }
}
