package dev.tenure.checks.fix;

import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects the edits of one fix, and moves the lines that end up in a block of their own.
final class Changes {
  private final Source source;
  private final List<Edit> edits = new ArrayList<>();
  private final List<int[]> indented = new ArrayList<>();
  private final List<int[]> kept = new ArrayList<>();
  private final List<Before> before = new ArrayList<>();

  /// Lines to insert at a position.
  private record Before(int position, List<String> lines) {}

  Changes(Source source) {
    this.source = source;
  }

  void insert(int position, String text) {
    edits.add(new Edit(position, position, text));
  }

  void replace(int start, int end, String text) {
    edits.add(new Edit(start, end, text));
  }

  void replace(Tree tree, String text) {
    replace(source.start(tree), source.end(tree), text);
  }

  /// Removes a statement, and its line if it has one of its own.
  void remove(Tree statement) {
    int start = source.start(statement);
    int end = source.end(statement);
    boolean ownLine =
        source.beginsLine(start) && source.between(end, source.nextLine(end)).isBlank();
    if (ownLine) {
      replace(source.lineStart(start), source.nextLine(end), "");
    } else {
      replace(start, end, "");
    }
  }

  /// Inserts statements before another, each on a line of its own.
  void insertBefore(Tree statement, String... lines) {
    int start = source.start(statement);
    before.add(new Before(start, List.of(lines)));
  }

  /// Moves the lines that begin in a piece of the source in by one step.
  void indent(int start, int end) {
    indented.add(new int[] {start, end});
  }

  /// Leaves the lines of a piece where they are, though they are in a piece that moves.
  void keepIndent(int start, int end) {
    kept.add(new int[] {start, end});
  }

  /// Returns the fix; empty if its edits contradict each other.
  Optional<Fix> fix(String summary) {
    List<Edit> all = new ArrayList<>();
    String step = source.step();
    for (int[] piece : indented) {
      int line = source.nextLine(piece[0]);
      while (line < piece[1]) {
        boolean blank = source.between(line, source.nextLine(line)).isBlank();
        if (!blank && !isReplaced(line) && !isIn(kept, line)) {
          all.add(new Edit(line, line, step));
        }
        line = source.nextLine(line);
      }
    }
    for (Before inserted : before) {
      all.add(0, edit(inserted, step));
    }
    all.addAll(edits);
    try {
      return Optional.of(new Fix(summary, all));
    } catch (IllegalArgumentException overlapping) {
      return Optional.empty();
    }
  }

  private Edit edit(Before inserted, String step) {
    int at = inserted.position();
    int line = source.lineStart(at);
    String indent = source.indent(at) + (isIndented(line) ? step : "");
    StringBuilder text = new StringBuilder();
    inserted.lines().forEach(each -> text.append(each).append(source.lineBreak()).append(indent));
    return new Edit(at, at, text.toString());
  }

  private boolean isIndented(int line) {
    return isIn(indented, line) && !isIn(kept, line);
  }

  private boolean isReplaced(int line) {
    return edits.stream().anyMatch(edit -> edit.start() <= line && line < edit.end());
  }

  private static boolean isIn(List<int[]> pieces, int position) {
    return pieces.stream().anyMatch(piece -> piece[0] <= position && position < piece[1]);
  }
}
