package dev.tenure.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.Finding;
import dev.tenure.checks.cli.FixResult;
import dev.tenure.checks.cli.SourceChecker;
import dev.tenure.checks.cli.SourceFixer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Mends all samples that are reported, each by itself, and measures how much of what they are
/// about could be mended.
///
/// `docs/fixes.md` has the same numbers; [#printsTheTable] says them.
final class FixCorpusTest {
  private static final Map<String, int[]> COUNTS = new TreeMap<>();
  private static final List<Mended> SAMPLES = new ArrayList<>();

  private record Mended(Path sample, CheckResult before, FixResult after) {}

  @BeforeAll
  static void mendAll() throws IOException {
    List<Path> samples = new ArrayList<>(SampleFolder.named("").samples());
    for (String folder : List.of("ownership", "memory", "allocation", "contract", "ancestor")) {
      samples.addAll(SampleFolder.named(folder).samples());
    }
    for (Path sample : samples) {
      CheckResult before = SampleFolder.check(sample);
      if (!before.findings().isEmpty() && before.errors().isEmpty()) {
        FixResult after = new SourceFixer().fix(SampleFolder.request(sample));
        SAMPLES.add(new Mended(sample, before, after));
        List<String> lines = Files.readAllLines(sample);
        count(before.findings(), lines, 0);
        String text = after.texts().get(sample);
        count(after.left(), text == null ? lines : text.lines().toList(), 1);
      }
    }
  }

  private static void count(List<Finding> findings, List<String> lines, int which) {
    for (Finding finding : findings) {
      if (isMarked(finding, lines)) {
        COUNTS.computeIfAbsent(finding.check(), unused -> new int[2])[which]++;
      }
    }
  }

  /// Whether a sample says that it is about this finding, in the comment above its line.
  private static boolean isMarked(Finding finding, List<String> lines) {
    for (int i = (int) finding.line() - 2; i >= 0; i--) {
      String line = lines.get(i).strip();
      if (line.startsWith("// expect:")) {
        return line.matches(".*\\b" + finding.check() + "\\b.*");
      }
      if (line.startsWith("// BUG:") || !line.startsWith("//")) {
        boolean aboutExceptions = finding.file().getFileName().toString().startsWith("OnException");
        boolean onException = finding.check().equals("PooledNotClosedOnException");
        return line.startsWith("//") && onException == aboutExceptions;
      }
    }
    return false;
  }

  private static int percentMended(Set<String> checks) {
    int found = 0;
    int left = 0;
    for (Map.Entry<String, int[]> entry : COUNTS.entrySet()) {
      if (checks.contains(entry.getKey())) {
        found += entry.getValue()[0];
        left += entry.getValue()[1];
      }
    }
    assertThat(found).isPositive();
    return 100 * (found - left) / found;
  }

  @Test
  void eightInTenFindingsAboutWhoClosesWhatHaveASafeFix() {
    assertThat(
            percentMended(
                Set.of(
                    "PooledNotClosed",
                    "PooledNotClosedOnException",
                    "UseAfterClose",
                    "DoubleClose",
                    "BorrowClosed",
                    "OwningFieldNotClosed")))
        .isGreaterThanOrEqualTo(80);
  }

  @ParameterizedTest
  @CsvSource({
    "PooledNotClosed, 78",
    "PooledNotClosedOnException, 75",
    "UseAfterClose, 85",
    "DoubleClose, 78",
    "BorrowClosed, 85",
    "OwningFieldNotClosed, 70",
    "UninitializedRead, 80",
    "BorrowEscapes, 52",
    "AliasedDestination, 81",
    "WorkspaceInvalidated, 85",
    "HotPathAllocation, 5",
    "LifetimeContract, 94"
  })
  void theShareOfEachCheckDoesNotShrink(String check, int percent) {
    assertThat(percentMended(Set.of(check))).isGreaterThanOrEqualTo(percent);
  }

  @Test
  void theMendedSamplesCompileAndOnlyWhatHasNoFixIsLeft(@TempDir Path folder) throws IOException {
    for (Mended each : SAMPLES) {
      Path copy = folder.resolve(each.sample().getFileName());
      Files.writeString(
          copy, each.after().texts().getOrDefault(each.sample(), Files.readString(each.sample())));

      CheckResult again = new SourceChecker().check(SampleFolder.request(copy));

      assertThat(again.errors()).as("%s", each.sample()).isEmpty();
      assertThat(again.findings())
          .as("%s", each.sample())
          .extracting(Finding::line, Finding::check)
          .containsExactlyElementsOf(
              each.after().left().stream()
                  .map(left -> org.assertj.core.groups.Tuple.tuple(left.line(), left.check()))
                  .toList());
    }
  }

  @Test
  void nothingIsFoundThatWasNotFoundBefore() {
    for (Mended each : SAMPLES) {
      Map<String, Integer> before = countOf(each.before().findings());
      Map<String, Integer> after = countOf(each.after().left());

      assertThat(after)
          .as("%s", each.sample())
          .allSatisfy((check, count) ->
              assertThat(count).isLessThanOrEqualTo(before.getOrDefault(check, 0)));
    }
  }

  private static Map<String, Integer> countOf(List<Finding> findings) {
    Map<String, Integer> counts = new TreeMap<>();
    findings.forEach(finding -> counts.merge(finding.check(), 1, Integer::sum));
    return counts;
  }

  @AfterAll
  static void printsTheTable() {
    COUNTS.forEach((check, count) ->
        System.out.printf("| `%s` | %d | %d |%n", check, count[0], count[0] - count[1]));
  }
}
