package dev.tenure.cli;

/// The exit statuses of the program.
final class ExitCodes {
  /// All went well; for `check`: nothing was found.
  static final int OK = 0;

  /// `check` found something.
  static final int FINDINGS = 1;

  /// The command line, a file or the sources are wrong; a message said how.
  static final int USAGE = 2;

  /// The program itself failed.
  static final int INTERNAL = 70;

  private ExitCodes() {}
}
