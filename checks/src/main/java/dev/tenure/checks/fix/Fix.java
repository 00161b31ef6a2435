package dev.tenure.checks.fix;

import com.google.errorprone.fixes.SuggestedFix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A change of one source file that is to mend a finding. Immutable.
///
/// @param summary what it does, for people: "close `t` in a try-with-resources"
/// @param edits the edits, in the order of the file; no two overlap
public record Fix(String summary, List<Edit> edits) {
  /// Sorts the edits. Insertions at one place stay in the order in which they are given.
  ///
  /// @param summary what it does
  /// @param edits the edits, in any order
  /// @throws IllegalArgumentException if two overlap
  public Fix {
    List<Edit> sorted = new ArrayList<>(edits);
    sorted.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
    int end = 0;
    for (Edit edit : sorted) {
      if (edit.start() < end) {
        throw new IllegalArgumentException("edits overlap at " + edit.start());
      }
      end = edit.end();
    }
    edits = List.copyOf(sorted);
  }

  /// Returns the file as it is after the fix.
  ///
  /// @param text the file as it is now
  /// @return its new text
  public String apply(String text) {
    StringBuilder changed = new StringBuilder();
    int at = 0;
    for (Edit edit : edits) {
      changed.append(text, at, edit.start()).append(edit.text());
      at = edit.end();
    }
    return changed.append(text, at, text.length()).toString();
  }

  /// Returns where a position of the file is after the fix.
  ///
  /// @param position a position of the file as it is now
  /// @return the same place in the new text; the end of the replacement, if it is replaced
  public int moved(int position) {
    int shift = 0;
    for (Edit edit : edits) {
      if (edit.start() >= position) {
        break;
      }
      shift += edit.text().length() - (Math.min(edit.end(), position) - edit.start());
    }
    return position + shift;
  }

  /// Returns the fix in Error Prone's form, for its patches.
  ///
  /// @return the same edits
  public SuggestedFix suggested() {
    SuggestedFix.Builder fix = SuggestedFix.builder().setShortDescription(summary);
    edits.forEach(edit -> fix.replace(edit.start(), edit.end(), edit.text()));
    return fix.build();
  }
}
