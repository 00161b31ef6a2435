package dev.tenure.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.PrintWriter;
import java.util.List;

/// Shows what a fix changed, as a unified diff.
final class SampleDiff {
  private static final int CONTEXT_LINES = 1;

  private SampleDiff() {}

  static void print(DemoSample before, DemoSample after, PrintWriter out) {
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            before.name(),
            after.name(),
            before.lines(),
            DiffUtils.diff(before.lines(), after.lines()),
            CONTEXT_LINES);
    diff.forEach(out::println);
  }
}
