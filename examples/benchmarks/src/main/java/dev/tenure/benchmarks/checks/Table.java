package dev.tenure.benchmarks.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A table in Markdown, built row by row. The first column holds text, the others numbers.
public final class Table {
  private final List<String> lines = new ArrayList<>();
  private final int columns;

  /// Starts a table.
  ///
  /// @param heads the heads of its columns
  public Table(List<String> heads) {
    columns = heads.size();
    lines.add(line(heads));
    lines.add("| --- |" + " ---: |".repeat(columns - 1));
  }

  /// Adds a row.
  ///
  /// @param cells a text for each column; a bar in it is escaped
  /// @throws IllegalArgumentException if there are more or fewer cells than columns
  public void add(List<String> cells) {
    if (cells.size() != columns) {
      throw new IllegalArgumentException(
          "a row of %d cells in a table of %d columns".formatted(cells.size(), columns));
    }
    lines.add(line(cells));
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
