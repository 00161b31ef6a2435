package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchDecodeCommandTest {
  @TempDir private Path folder;

  @Test
  void theModelThatComesAlongReadsAndWritesOnOneThreadAndOnTwo() {
    Path json = folder.resolve("figures.json");

    ProgramRun run = ProgramRun.of("bench", "decode", "--quick", "--json", json);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    BenchFigures figures = BenchFigures.read(json);
    assertThat(figures.results())
        .containsOnlyKeys(
            "prefill/stories260K/F32/1t",
            "decode/stories260K/F32/1t",
            "decode/stories260K/F32/1t/bytes",
            "prefill/stories260K/F32/2t",
            "decode/stories260K/F32/2t",
            "decode/stories260K/F32/2t/bytes");
    assertThat(figures.value("prefill/stories260K/F32/2t")).isPositive();
    assertThat(figures.value("decode/stories260K/F32/2t")).isPositive();
    assertThat(figures.result("decode/stories260K/F32/2t").get("unit").asString())
        .isEqualTo("tokens/s");
  }

  @Test
  void aModelThatIsNotThereOrNoneIsTold() throws IOException {
    Path none = Files.writeString(folder.resolve("none.gguf"), "something else");

    assertTold("--model: no such file", folder.resolve("absent.gguf"));
    assertTold("--model: no such file", folder);
    assertTold("not a GGUF file", none);
  }

  private static void assertTold(String message, Path model) {
    ProgramRun run = ProgramRun.of("bench", "decode", "--model", model);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void theTypeIsThatOfMostWeights() throws IOException {
    Path quantized = Repository.root().resolve("../shared/models/stories260K-Q4_0.gguf");
    assumeTrue(Files.exists(quantized), "needs " + quantized);

    assertThat(GeneratorSource.weightType(quantized)).isEqualTo("Q4_0");
    assertThat(GeneratorSource.weightType(null)).isEqualTo("F32");
  }

  @Test
  void aNameSaysNothingOfTheWeights() {
    assertThat(GeneratorSource.name(null)).isEqualTo("stories260K");
    assertThat(GeneratorSource.name(Path.of("m/Qwen3-0.6B-Q4_K_M.gguf"))).isEqualTo("Qwen3-0.6B");
    assertThat(GeneratorSource.name(Path.of("tiny.BF16.gguf"))).isEqualTo("tiny");
    assertThat(GeneratorSource.name(Path.of("llama-q.gguf"))).isEqualTo("llama-q");
    assertThat(GeneratorSource.name(Path.of("noending"))).isEqualTo("noending");
  }
}
