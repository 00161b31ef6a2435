package dev.tenure.checks.report;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.tree.JCTree;
import org.jspecify.annotations.Nullable;

/// A place on the way from an acquisition to a fault.
///
/// @param line the line, from 1
/// @param column the column, from 1
/// @param text what happens there
public record FlowStep(long line, long column, String text) {
  /// Returns the column of a position: javac's own count makes eight columns of a tab, and reports
  /// count characters.
  static long column(int position, LineMap lines) {
    return position - lines.getStartPosition(lines.getLineNumber(position)) + 1;
  }

  /// Where it begins, or where javac says that it stands if that is on another line: a variable
  /// stands at its name, below its annotations.
  static int position(Tree at, @Nullable LineMap lines) {
    int start = ASTHelpers.getStartPosition(at);
    int stands = ((JCTree) at).getPreferredPosition();
    boolean sameLine =
        lines == null
            || stands < 0
            || start < 0
            || lines.getLineNumber(start) == lines.getLineNumber(stands);
    return sameLine ? start : stands;
  }
}
