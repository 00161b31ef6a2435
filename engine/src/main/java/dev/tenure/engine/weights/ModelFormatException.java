package dev.tenure.engine.weights;

/// Thrown when a model's file is not what it should be: damaged, of another format, or of another
/// kind of model.
public final class ModelFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// A name or value out of the file may be megabytes long.
  private static final int MAX_PROBLEM = 500;

  /// Creates the exception.
  ///
  /// @param file the file's name
  /// @param problem what is wrong with it, and where
  public ModelFormatException(String file, String problem) {
    super(file + ": " + shorten(problem));
  }

  /// Creates the exception.
  ///
  /// @param file the file's name
  /// @param problem what is wrong with it, and where
  /// @param cause what the parser said
  public ModelFormatException(String file, String problem, Throwable cause) {
    super(file + ": " + shorten(problem), cause);
  }

  private static String shorten(String problem) {
    return problem.length() <= MAX_PROBLEM ? problem : problem.substring(0, MAX_PROBLEM) + "…";
  }
}
