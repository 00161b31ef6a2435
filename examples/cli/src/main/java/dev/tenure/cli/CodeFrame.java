package dev.tenure.cli;

import java.io.PrintWriter;
import java.util.List;

/// Shows a line of a source between its neighbours.
final class CodeFrame {
  private static final int NEIGHBOURS = 1;

  private CodeFrame() {}

  /// Prints the line that is numbered so, from 1, with a mark, and the lines around it.
  static void print(List<String> lines, int line, PrintWriter out) {
    int first = Math.max(1, line - NEIGHBOURS);
    int last = Math.min(lines.size(), line + NEIGHBOURS);
    for (int i = first; i <= last; i++) {
      out.printf("  %s %4d | %s%n", i == line ? ">" : " ", i, lines.get(i - 1));
    }
  }
}
