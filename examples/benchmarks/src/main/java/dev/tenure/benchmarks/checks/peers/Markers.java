package dev.tenure.benchmarks.checks.peers;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The comments in a sample that say where a diagnostic must stand.
///
/// A comment that has its line to itself speaks of the next line that is not a comment; one that
/// follows code speaks of its own line.
final class Markers {
  private static final Pattern MARKER =
      Pattern.compile("//\\s*(BUG: Diagnostic (contains|matches):|expect:)");
  private static final Pattern COMMENT = Pattern.compile("\\s*//.*");

  private Markers() {}

  /// Returns the marked lines, from 1.
  static NavigableSet<Integer> lines(String source) {
    List<String> lines = source.lines().toList();
    NavigableSet<Integer> marked = new TreeSet<>();
    for (int i = 0; i < lines.size(); i++) {
      if (MARKER.matcher(lines.get(i)).find()) {
        marked.add(1 + codeFrom(i, lines));
      }
    }
    return marked;
  }

  private static int codeFrom(int start, List<String> lines) {
    int i = start;
    while (i < lines.size() - 1 && COMMENT.matcher(lines.get(i)).matches()) {
      i++;
    }
    return i;
  }
}
