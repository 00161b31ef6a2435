package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a first run on somebody's sources to a clean one.
class LegacyRunTest {
  private static final String LEGACY =
      """
      package legacy;

      import dev.tenure.memory.TensorPool;
      import dev.tenure.tensor.PooledTensor;
      import dev.tenure.tensor.Shape;

      /** Documented. */
      public class Legacy {
        private final float cached = new Object() {
          float first(TensorPool pool) {
            return pool.rent(Shape.of(4)).get(0);
          }
        }.hashCode();

        /** Documented, too. */
        public float first(TensorPool pool) {
          PooledTensor tensor = pool.rent(Shape.of(4));
          return tensor.get(0);
        }

        @SuppressWarnings("unused")
        float second(TensorPool pool) { PooledTensor tensor = pool.rent(Shape.of(4)); return tensor.get(0); }

        static class Inner { float third(TensorPool pool) { return pool.rent(Shape.of(4)).get(0); } }
      }
      """;

  private static final String NEW_LEAK =
      """
        float fresh(TensorPool pool) {
          PooledTensor fresh = pool.rent(Shape.of(8));
          return fresh.get(0);
        }
      }
      """;

  @TempDir private Path folder;
  private Path source;
  private Path baseline;

  @BeforeEach
  void writeSource() throws IOException {
    source = folder.resolve("src/legacy/Legacy.java");
    baseline = folder.resolve("tenure-baseline.txt");
    Files.createDirectories(source.getParent());
    Files.writeString(source, LEGACY);
  }

  private ProgramRun check(Object... options) {
    Object[] arguments = new Object[options.length + 2];
    arguments[0] = "check";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[arguments.length - 1] = folder.resolve("src");
    return ProgramRun.of(arguments);
  }

  private void append(String members) throws IOException {
    String text = Files.readString(source).stripTrailing();
    Files.writeString(source, text.substring(0, text.length() - 1) + members);
  }

  @Test
  void afterABaselineOnlyANewLeakIsReported() throws IOException {
    assertThat(check().out().lines().filter(line -> !line.startsWith(" "))).hasSize(4);

    ProgramRun first = check("--write-baseline", baseline);
    assertThat(first.status()).isZero();
    assertThat(first.out()).isEmpty();
    assertThat(check("--baseline", baseline)).isEqualTo(new ProgramRun(0, "", ""));

    Files.writeString(source, "// Moved down.\n\n" + Files.readString(source));
    append(NEW_LEAK);
    ProgramRun later = check("--baseline", baseline);
    assertThat(later.status()).isEqualTo(1);
    assertThat(later.out().lines().filter(line -> !line.startsWith(" ")))
        .singleElement()
        .asString()
        .contains("[PooledNotClosed]", "fresh");
  }

  @Test
  void aBaselineShrinksAndNeverGrows() throws IOException {
    assertThat(check("--write-baseline", baseline).status()).isZero();
    Files.writeString(source, LEGACY.replaceAll("(?m)^.*third.*$", ""));
    append(NEW_LEAK);

    assertThat(check("--baseline", baseline).err())
        .contains("1 of the baseline's findings are gone");
    ProgramRun run = check("--write-baseline", baseline);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("fresh");
    assertThat(run.err()).contains("1 findings are gone, 3 are left");
    assertThat(Files.readAllLines(baseline).stream().filter(line -> !line.startsWith("#")))
        .hasSize(3);
  }

  @Test
  void aBaselineThatIsNoneIsTold() throws IOException {
    Files.writeString(baseline, "something else\n");

    ProgramRun run = check("--baseline", baseline);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("tenure-baseline.txt:1:").doesNotContain("\tat ");
  }

  @Test
  void everythingSuppressedCompilesAndIsClean() throws IOException {
    ProgramRun run = check("--suppress-all", "legacy, see PERF-1");

    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("4 findings are suppressed in 1 files");
    assertThat(check()).isEqualTo(new ProgramRun(0, "", ""));
    assertThat(source)
        .content()
        .contains(
            "  @SuppressWarnings(\"PooledNotClosed\") // legacy, see PERF-1\n  public float first",
            "@SuppressWarnings({\"unused\", \"PooledNotClosed\"}) /* legacy, see PERF-1 */");
  }

  @Test
  void aSuppressionThatIsNotNeededIsReported() throws IOException {
    assertThat(check("--suppress-all", "legacy").status()).isZero();
    assertThat(check("--unused-suppressions")).isEqualTo(new ProgramRun(0, "", ""));
    List<String> lines = Files.readAllLines(source);
    Files.write(
        source,
        lines.stream().map(line -> line.replace("tensor.get(0);", "close(tensor);")).toList());
    append("float close(@dev.tenure.annotations.Pooled PooledTensor t) { t.close(); return 0; } }");

    ProgramRun run = check("--unused-suppressions");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("warning: [UnusedSuppression] `PooledNotClosed`"));
  }
}
