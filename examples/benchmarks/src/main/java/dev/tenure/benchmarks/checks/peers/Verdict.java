package dev.tenure.benchmarks.checks.peers;

/// What came of asking one tool about one unit.
enum Verdict {
  /// It must be flagged, and is.
  FOUND,
  /// It must be flagged, and is not.
  MISSED,
  /// It must stay quiet, and does.
  QUIET,
  /// It must stay quiet, and is flagged.
  FALSE_ALARM,
  /// The tool has no words for it.
  CANNOT_EXPRESS,
  /// The tool crashed on the file, or refused it.
  FAILED;

  static Verdict of(boolean mustFlag, boolean flagged) {
    if (mustFlag) {
      return flagged ? FOUND : MISSED;
    }
    return flagged ? FALSE_ALARM : QUIET;
  }

  /// Returns the word for people.
  String text() {
    return switch (this) {
      case FOUND -> "found";
      case MISSED -> "missed";
      case QUIET -> "quiet";
      case FALSE_ALARM -> "false alarm";
      case CANNOT_EXPRESS -> "–";
      case FAILED -> "failed";
    };
  }
}
