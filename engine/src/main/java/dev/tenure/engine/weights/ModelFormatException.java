package dev.tenure.engine.weights;

/// Thrown when a model's file is not what it should be: damaged, of another format, or of another
/// kind of model.
public final class ModelFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Creates the exception.
  ///
  /// @param file the file's name
  /// @param problem what is wrong with it, and where
  public ModelFormatException(String file, String problem) {
    super(file + ": " + problem);
  }

  /// Creates the exception.
  ///
  /// @param file the file's name
  /// @param problem what is wrong with it, and where
  /// @param cause what the parser said
  public ModelFormatException(String file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
