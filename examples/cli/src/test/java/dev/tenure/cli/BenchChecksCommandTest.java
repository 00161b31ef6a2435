package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BenchChecksCommandTest {
  private static final String LEAKY =
      """
      import dev.tenure.memory.TensorPool;
      import dev.tenure.tensor.Shape;

      class Leaky {
        float first(TensorPool pool) {
          return pool.rent(Shape.of(4)).get(0);
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void sourcesAreCompiledWithAndWithoutTheChecksWhateverTheseFind() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("my \"sources\""));
    Files.writeString(sources.resolve("Leaky.java"), LEAKY);
    Path json = folder.resolve("figures.json");

    ProgramRun run =
        ProgramRun.of("bench", "checks", "--quick", "--sources", sources, "--json", json);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    BenchFigures figures = BenchFigures.read(json);
    assertThat(figures.results()).containsOnlyKeys("checks/my \"sources\"");
    JsonNode result = figures.results().values().iterator().next();
    assertThat(result.get("value").asDouble()).isPositive();
    assertThat(result.get("unit").asString()).isEqualTo("ratio");
    assertThat(result.get("peers").get("javac").asDouble()).isPositive();
    assertThat(sources)
        .isDirectoryContaining("glob:**.java")
        .isDirectoryNotContaining("glob:**.class");
  }

  @Test
  void sourcesThatDoNotCompileAreTold() throws IOException {
    Path source = Files.writeString(folder.resolve("Wrong.java"), "class Wrong { int i = x; }");

    ProgramRun run = ProgramRun.of("bench", "checks", "--quick", "--sources", source);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("the sources do not compile", "Wrong.java:1: error:")
        .doesNotContain("\tat ");
  }

  @Test
  void wrongOptionsAreToldBeforeAnythingIsCompiled() {
    assertTold("--rounds", "--rounds", "0");
    assertTold("--classpath", "--classpath", folder.toString());
    assertTold("no such file or folder", "--sources", folder.resolve("absent").toString());
    assertTold("no .java file", "--sources", folder.toString());
  }

  private static void assertTold(String message, String option, String value) {
    ProgramRun run = ProgramRun.of("bench", "checks", option, value);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void theProgramBringsTheEnginesSources() throws IOException {
    try (WorkFolder work = WorkFolder.create()) {
      Corpus corpus = Corpus.own(work.path());

      assertThat(corpus.name()).isEqualTo("tenure-engine");
      assertThat(corpus.files())
          .hasSizeGreaterThan(100)
          .contains(work.path().resolve("dev/tenure/engine/kernel/MatMul.java"))
          .noneMatch(file -> file.endsWith("module-info.java"));
    }
  }

  @Test
  void aWorkFolderGoesWithAllThatIsInIt() throws IOException {
    Path path;
    try (WorkFolder work = WorkFolder.create()) {
      path = work.path();
      Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("c"), "text");
    }

    assertThat(path).doesNotExist();
  }
}
