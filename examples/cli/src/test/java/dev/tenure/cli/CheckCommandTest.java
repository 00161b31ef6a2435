package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
  private static final String LEAKY =
      """
      import dev.tenure.memory.TensorPool;
      import dev.tenure.tensor.PooledTensor;
      import dev.tenure.tensor.Shape;

      class Leaky {
        float first(TensorPool pool) {
          PooledTensor tensor = pool.rent(Shape.of(4));
          return tensor.get(0);
        }
      }
      """;

  private static final String FIXED =
      LEAKY
          .replace("PooledTensor tensor = pool", "try (PooledTensor tensor = pool")
          .replace("of(4));", "of(4))) {")
          .replace("get(0);", "get(0); }");

  @TempDir private Path folder;

  private Path source(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void aLeakIsOneLineWithItsDetailsIndented() throws IOException {
    Path file = source("Leaky.java", LEAKY);

    ProgramRun run = ProgramRun.of("check", file);

    assertThat(run.status()).isEqualTo(1);
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(0)).startsWith(file + ":7: error: [PooledNotClosed] ").contains("tensor");
    assertThat(lines.subList(1, lines.size())).isNotEmpty().allMatch(line -> line.startsWith("  "));
    assertThat(run.out()).contains("checks/docs/PooledNotClosed.md");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theFixedFileIsCleanAndSilent() throws IOException {
    ProgramRun run = ProgramRun.of("check", source("Leaky.java", FIXED));

    assertThat(run).isEqualTo(new ProgramRun(0, "", ""));
  }

  @Test
  void aFolderIsSearchedAndNamedAsGiven() throws IOException {
    source("a/deep/Leaky.java", "package deep;\n" + LEAKY);
    source("a/Fine.java", "class Fine {}");

    ProgramRun run = ProgramRun.of("check", folder.resolve("a"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith(folder.resolve("a/deep/Leaky.java") + ":8: error: ");
  }

  @Test
  void nothingIsWrittenBesideTheSources() throws IOException {
    source("Leaky.java", LEAKY);
    source("Fine.java", "class Fine {}");

    ProgramRun _ = ProgramRun.of("check", folder);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::getFileName).map(String::valueOf))
          .containsExactlyInAnyOrder("Leaky.java", "Fine.java");
    }
  }

  @Test
  void aSyntaxErrorIsToldWithItsPlace() throws IOException {
    Path file = source("Broken.java", "class Broken {\n  void f( {}\n}\n");

    ProgramRun run = ProgramRun.of("check", file);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(file + ":2: error: ").doesNotContain("\tat ");
  }

  @Test
  void aMissingTypeIsToldWithItsPlace() throws IOException {
    ProgramRun run = ProgramRun.of("check", source("A.java", "class A {\n  Absent a;\n}\n"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("A.java:2: error: cannot find symbol", "Absent");
  }

  @Test
  void aMissingFileIsTold() {
    ProgramRun run = ProgramRun.of("check", folder.resolve("Absent.java"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("no such file or folder", "Absent.java").doesNotContain("\tat ");
  }

  @Test
  void aFileThatIsNoSourceIsTold() throws IOException {
    ProgramRun run = ProgramRun.of("check", source("notes.txt", "hello"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("not a .java file");
  }

  @Test
  void aFolderWithoutSourcesIsTold() {
    ProgramRun run = ProgramRun.of("check", folder);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("no .java file in folder");
  }

  @Test
  void aCheckThatDoesNotExistIsToldWithThoseThatDo() throws IOException {
    ProgramRun run =
        ProgramRun.of("check", "--checks", "PooledNotClosd", source("Leaky.java", LEAKY));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("PooledNotClosd", "PooledNotClosed");
  }

  @Test
  void aReleaseThatDoesNotExistIsTold() throws IOException {
    ProgramRun run = ProgramRun.of("check", "--release", "99", source("Leaky.java", LEAKY));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("99").doesNotContain("\tat ");
  }

  @Test
  void aClassPathEntryThatDoesNotExistIsTold() throws IOException {
    ProgramRun run = ProgramRun.of("check", "-cp", "absent.jar", source("Leaky.java", LEAKY));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--classpath", "absent.jar");
  }

  @Test
  void aStarOnTheClassPathStandsForTheJarsOfAFolder() throws Exception {
    Path jar =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.createDirectory(folder.resolve("lib"));
    Files.copy(jar, folder.resolve("lib/picocli.jar"));
    Path file = source("A.java", "class A { picocli.CommandLine line; }");

    assertThat(ProgramRun.of("check", "-cp", folder.resolve("lib/*"), file))
        .isEqualTo(new ProgramRun(0, "", ""));
  }

  @Test
  void aTypeNamedOnTheCommandLineIsPooled() throws IOException {
    Path file =
        source(
            "Reader.java",
            """
            class Reader {
              int first(java.io.File file) throws java.io.IOException {
                java.io.FileReader reader = new java.io.FileReader(file);
                return reader.read();
              }
            }
            """);

    assertThat(ProgramRun.of("check", file).status()).isZero();
    ProgramRun run = ProgramRun.of("check", "--pooled-type", "java.io.Closeable", file);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("Reader.java:3: error: [PooledNotClosed]");
  }

  @Test
  void callsOfGeneratedClassesResolve() throws IOException {
    source(
        "Twice.java",
        """
        import dev.tenure.annotations.Scoped;
        import dev.tenure.annotations.ScopedForward;
        import dev.tenure.memory.TensorPool;
        import dev.tenure.memory.TensorScope;
        import dev.tenure.tensor.PooledTensor;
        import dev.tenure.tensor.Tensor;

        public class Twice {
          @ScopedForward
          @Scoped
          public PooledTensor forward(TensorScope scope, Tensor input) {
            return scope.rent(input.shape());
          }

          static void leak(TensorPool pool, Tensor input) {
            PooledTensor output = new ScopedTwice(pool, new Twice()).forward(input);
            output.fill(1);
          }
        }
        """);

    ProgramRun run = ProgramRun.of("check", folder);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Twice.java:16: error: [PooledNotClosed]");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void theDiagnosticsGoToAFileOnDemand() throws IOException {
    Path report = folder.resolve("report.txt");

    ProgramRun run = ProgramRun.of("check", "--output", report, source("Leaky.java", LEAKY));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(report).content().contains("Leaky.java:7: error: [PooledNotClosed]");
  }

  @Test
  void aModelOnTheCommandLineMakesALibraryKnown() throws IOException {
    Path model = source("library.model", "type java.io.FileReader pooled\n");
    Path file =
        source(
            "A.java", "class A { A() throws Exception { new java.io.FileReader(\"a\").read(); } }");

    ProgramRun run = ProgramRun.of("check", "--model", model, file);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("A.java:1: error: [PooledNotClosed]");
  }

  @Test
  void aModelThatIsWrongIsToldWithItsPlace() throws IOException {
    Path model = source("library.model", "type java.io.FileReader poled\n");

    ProgramRun run = ProgramRun.of("check", "--model", model, source("A.java", "class A {}"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("--model: " + model + ":1: 'poled' is not a word")
        .doesNotContain("\tat ");
  }

  @Test
  void sarifNamesTheRuleAndTheWay() throws IOException {
    ProgramRun run = ProgramRun.of("check", "--format", "sarif", source("Leaky.java", LEAKY));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith("{").contains("\"2.1.0\"", "codeFlows", "PooledNotClosed");
  }

  @Test
  void sarifOffersFixesWhereAsked() throws IOException {
    Path file = source("Leaky.java", LEAKY);

    assertThat(ProgramRun.of("check", "--format", "sarif", file).out())
        .doesNotContain("artifactChanges");
    assertThat(ProgramRun.of("check", "--format", "sarif", "--offer-fixes", file).out())
        .contains("artifactChanges", "deletedRegion", "try (");
    assertThat(file).hasContent(LEAKY);
  }

  @Test
  void onlySarifHasAPlaceForFixes() throws IOException {
    ProgramRun run = ProgramRun.of("check", "--offer-fixes", source("Leaky.java", LEAKY));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("only --format sarif");
  }

  @Test
  void sarifOfACleanRunIsComplete() throws IOException {
    ProgramRun run = ProgramRun.of("check", "--format", "sarif", source("Leaky.java", FIXED));

    assertThat(run.status()).isZero();
    assertThat(run.out()).containsPattern("\"results\" : \\[ ?]");
  }

  @Test
  void jsonIsAnArrayOfFindings() throws IOException {
    Path file = source("Leaky.java", LEAKY);

    ProgramRun run = ProgramRun.of("check", "--format", "json", file);

    assertThat(run.out())
        .startsWith("[{\"file\":\"" + file + "\",\"line\":7,\"severity\":\"error\"");
    assertThat(ProgramRun.of("check", "--format", "json", source("Leaky.java", FIXED)).out())
        .isEqualTo("[]\n");
  }

  @Test
  void aSeverityIsChosenForEachCheck() throws IOException {
    Path file = source("Leaky.java", LEAKY);

    assertThat(ProgramRun.of("check", "--severity", "PooledNotClosed=warning", file).out())
        .contains("Leaky.java:7: warning: [PooledNotClosed]");
    assertThat(ProgramRun.of("check", "--severity", "PooledNotClosed=off", file))
        .isEqualTo(new ProgramRun(0, "", ""));
    assertThat(ProgramRun.of("check", "--severity", "Absent=off", file).err())
        .contains("--severity: there is no check 'Absent'");
  }

  @Test
  void onlyTheListedPackagesAreChecked() throws IOException {
    source("a/Leaky.java", "package a;\n" + LEAKY);
    source("b/Leaky.java", "package b;\n" + LEAKY);

    ProgramRun run = ProgramRun.of("check", "--package", "b", folder);

    assertThat(run.out().lines().filter(line -> !line.startsWith(" "))).hasSize(1);
    assertThat(run.out()).contains("b/Leaky.java");
  }
}
