package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.engine.kernel.KernelInfo;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchEmbedCommandTest {
  @TempDir private Path folder;

  @Test
  void theEncoderThatComesAlongIsMeasured() {
    Path json = folder.resolve("figures.json");

    ProgramRun run = ProgramRun.of("bench", "embed", "--quick", "--json", json);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    BenchFigures figures = BenchFigures.read(json);
    String name = "embed/all-MiniLM-L6-v2/%dt".formatted(KernelInfo.threads());
    assertThat(figures.results()).containsOnlyKeys(name);
    assertThat(figures.value(name)).isPositive();
    assertThat(figures.result(name).get("unit").asString()).isEqualTo("sentences/s");
  }

  @Test
  void aModelThatIsNotThereIsToldBeforeAnythingIsMeasured() {
    ProgramRun run = ProgramRun.of("bench", "embed", "--model", folder.resolve("absent.onnx"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--model: no such file").doesNotContain("\tat ");
  }
}
