package dev.tenure.checks;

import dev.tenure.checks.cli.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a sample says that the checks report: `// expect: Check, Other` above the line.
///
/// A method whose name is not followed by such a comment before the next method is one that must
/// stay quiet. Leaks that only an exception causes are compared in samples that are about them.
final class Expectations {
  private static final Pattern EXPECT = Pattern.compile("\\s*// expect: (.*)");
  private static final Pattern METHOD =
      Pattern.compile(
          "  (?:  )?(?!if|for|while|switch|try|catch|synchronized|return|do|else|\\})"
              + "\\S.*\\) ?(?:throws [\\w, .]+)?\\{");
  private static final String ON_EXCEPTION = "PooledNotClosedOnException";

  private final List<String> lines;
  private final boolean aboutExceptions;

  private Expectations(List<String> lines, boolean aboutExceptions) {
    this.lines = lines;
    this.aboutExceptions = aboutExceptions;
  }

  static Expectations in(Path sample) throws IOException {
    String name = sample.getFileName().toString();
    return new Expectations(Files.readAllLines(sample), name.startsWith("OnException"));
  }

  /// The expected reports, such as `12: PooledNotClosed`, in the order of the source.
  List<String> sorted() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher marker = EXPECT.matcher(lines.get(i));
      if (marker.matches()) {
        for (String check : marker.group(1).split(", *", -1)) {
          expected.add((i + 2) + ": " + check.strip());
        }
      }
    }
    return inOrder(expected);
  }

  /// The reports that count, in the same form, each line once for each check.
  List<String> compared(List<Finding> findings) {
    return inOrder(
        findings.stream()
            .filter(finding -> aboutExceptions || !finding.check().equals(ON_EXCEPTION))
            .map(finding -> finding.line() + ": " + finding.check())
            .distinct()
            .toList());
  }

  private static List<String> inOrder(List<String> reports) {
    List<String> sorted = new ArrayList<>(reports);
    sorted.sort(
        java.util.Comparator.comparingInt(
                (String report) -> Integer.parseInt(report.split(":", 2)[0]))
            .thenComparing(report -> report));
    return sorted;
  }

  /// How many methods are in a sample.
  ///
  /// @param flagged those in which something is expected
  /// @param quiet the others
  record Count(int flagged, int quiet) {}

  Count methods() {
    int flagged = 0;
    int quiet = 0;
    boolean inMethod = false;
    boolean expects = false;
    for (String line : lines) {
      if (METHOD.matcher(line).matches()) {
        flagged += inMethod && expects ? 1 : 0;
        quiet += inMethod && !expects ? 1 : 0;
        inMethod = true;
        expects = false;
      }
      expects |= EXPECT.matcher(line).matches();
    }
    return new Count(flagged + (expects ? 1 : 0), quiet + (inMethod && !expects ? 1 : 0));
  }
}
