package dev.tenure.checks.report;

import com.sun.source.tree.LineMap;

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
}
