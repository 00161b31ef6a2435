package dev.tenure.checks.report;

import dev.tenure.checks.fix.Edit;
import dev.tenure.checks.fix.Fix;
import java.util.ArrayList;
import java.util.List;

/// A fix of one finding, for whoever reads a report: places are lines and columns of the file as it
/// was checked. Immutable.
///
/// @param summary what it does
/// @param replacements the pieces to replace, in the order of the file; no two overlap or touch
public record OfferedFix(String summary, List<Replacement> replacements) {
  /// A piece of the file that is replaced.
  ///
  /// @param start where it begins
  /// @param end the place after its last character; where it begins, for an insertion
  /// @param text what stands there instead
  public record Replacement(Place start, Place end, String text) {}

  /// A place in a file, as SARIF counts where its columns are UTF-16 code units.
  ///
  /// @param line the line, from 1; lines end with a line feed
  /// @param column how many characters stand before it in its line, plus 1
  public record Place(long line, long column) {
    private static Place of(int position, String text) {
      int lineStart = text.lastIndexOf('\n', position - 1) + 1;
      long line = 1 + text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
      return new Place(line, position - lineStart + 1L);
    }
  }

  /// Copies the list.
  ///
  /// @param summary what it does
  /// @param replacements the pieces to replace
  public OfferedFix {
    replacements = List.copyOf(replacements);
  }

  /// Returns a fix with its places in the text that it changes.
  ///
  /// @param fix what to do
  /// @param text the file as it is now
  /// @return the same change
  public static OfferedFix of(Fix fix, String text) {
    return new OfferedFix(
        fix.summary(),
        joined(fix.edits()).stream()
            .map(edit ->
                new Replacement(
                    Place.of(edit.start(), text), Place.of(edit.end(), text), edit.text()))
            .toList());
  }

  /// Edits that touch become one, since readers differ in the order of two at one place.
  private static List<Edit> joined(List<Edit> edits) {
    List<Edit> joined = new ArrayList<>();
    for (Edit edit : edits) {
      Edit last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.end() == edit.start()) {
        joined.removeLast();
        joined.add(new Edit(last.start(), edit.end(), last.text() + edit.text()));
      } else {
        joined.add(edit);
      }
    }
    return joined;
  }
}
