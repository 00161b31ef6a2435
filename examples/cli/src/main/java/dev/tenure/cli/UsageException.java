package dev.tenure.cli;

/// A mistake of the user's: its message is shown without a stack trace, and the program exits with
/// [ExitCodes#USAGE].
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }

  UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
