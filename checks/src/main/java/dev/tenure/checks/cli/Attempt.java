package dev.tenure.checks.cli;

import dev.tenure.checks.fix.Edit;
import dev.tenure.checks.fix.Fix;
import dev.tenure.checks.report.Repair;
import dev.tenure.checks.report.ReportedFinding;
import java.nio.file.Path;
import java.util.List;

/// A fix that is tried.
///
/// @param file the source file
/// @param finding what it is to mend
/// @param fix what it does
/// @param region the member or type that it is about, outside of which it adds imports alone
/// @param key what tells it from other attempts at the same text
record Attempt(Path file, ReportedFinding finding, Fix fix, Repair.Piece region, String key) {
  /// Makes an attempt.
  ///
  /// @param text the text of the file
  /// @param which which of the finding's candidates it is
  static Attempt of(Path file, String text, ReportedFinding finding, int which) {
    Fix fix = finding.repair().candidates().get(which);
    Repair.Piece region = region(finding.repair().around(), fix, text);
    String key =
        String.join(
            "|",
            file.toString(),
            finding.check(),
            String.valueOf(finding.repair().position() - region.start()),
            String.valueOf(which),
            text.substring(region.start(), region.end()));
    return new Attempt(file, finding, fix, region, key);
  }

  private static Repair.Piece region(List<Repair.Piece> around, Fix fix, String text) {
    for (Repair.Piece piece : around) {
      boolean all =
          fix.edits().stream()
              .allMatch(edit ->
                  isImport(edit) || (piece.start() <= edit.start() && edit.end() <= piece.end()));
      if (all) {
        return piece;
      }
    }
    return new Repair.Piece(0, text.length());
  }

  private static boolean isImport(Edit edit) {
    return edit.start() == edit.end() && edit.text().strip().startsWith("import ");
  }

  /// Whether two of one file cannot be made at once.
  boolean collidesWith(Attempt other) {
    return file.equals(other.file) && region.overlaps(other.region);
  }

  FixResult.Fixed fixed() {
    return new FixResult.Fixed(
        file, finding.line(), finding.check(), finding.message(), fix.summary());
  }
}
