package dev.tenure.benchmarks.checks.peers;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/// A tool that looks for leaks in sources.
sealed interface Tool
    permits EclipseCompilerTool, MustBeClosedTool, OwnTool, PmdTool, LeakCheckerTool {
  /// Returns the name for the head of a column.
  String name();

  /// Returns how it is set, in a sentence.
  String settings();

  /// Returns whose annotations it reads.
  Vocabulary vocabulary();

  /// Returns what it has no words for.
  Set<Need> cannotExpress();

  /// Returns all that the tool's resource rules say of a sample.
  ///
  /// @throws ToolFailure if it crashes or refuses the source
  List<Report> ask(Question question) throws IOException, ToolFailure;

  /// Returns all tools, ours first.
  static List<Tool> all() {
    return List.of(
        new OwnTool(),
        new MustBeClosedTool(),
        new LeakCheckerTool(),
        new EclipseCompilerTool(),
        new PmdTool());
  }
}
