package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.engine.kernel.BlockFormat;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchMatMulCommandTest {
  @TempDir private Path folder;

  @Test
  void theTableHasOurFigureTheLimitAndTheAncestors() {
    Path json = folder.resolve("figures.json");

    ProgramRun run =
        ProgramRun.of(
            "bench",
            "matmul",
            "--size",
            "256",
            "--warmup",
            "1",
            "--iters",
            "2",
            "--quick",
            "--json",
            json);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("-bit vectors", "ancestor", "25.14", "limit");
    assertThat(JsonMapper.shared().readTree(json.toFile()).get("machine").asString()).isNotBlank();
    BenchFigures figures = BenchFigures.read(json);
    assertThat(figures.results()).containsOnlyKeys("matmul/256/1t", "matmul/256/2t");
    for (JsonNode result : figures.results().values()) {
      assertThat(result.get("unit").asString()).isEqualTo("GFLOPS");
      assertThat(result.get("value").asDouble()).isPositive();
      assertThat(result.get("limit").asDouble()).isPositive();
      assertThat(result.get("peers").isObject()).isTrue();
    }
  }

  @Test
  void everyFormatIsMultipliedByAVector() {
    Path json = folder.resolve("figures.json");

    ProgramRun run =
        ProgramRun.of(
            "bench", "matmul", "--gemv", "64x256", "--threads", 1, "--quick", "--json", json);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("gemv/Q4_K/64x256/1t", "GB/s").doesNotContain("ancestor");
    BenchFigures figures = BenchFigures.read(json);
    assertThat(figures.results()).hasSize(BlockFormat.values().length);
    for (BlockFormat format : BlockFormat.values()) {
      JsonNode result = figures.result("gemv/%s/64x256/1t".formatted(format));
      assertThat(result.get("unit").asString()).isEqualTo("GB/s");
      assertThat(result.get("value").asDouble()).isPositive();
      assertThat(result.get("limit").asDouble()).isPositive();
    }
  }

  @Test
  void optionsThatMakeNoSenseAreMistakes() {
    for (String[] wrong :
        new String[][] {
          {"--size", "0"},
          {"--size", "9000"},
          {"--size", "many"},
          {"--iters", "0"},
          {"--threads", "0"},
          {"--threads", "257"},
          {"--warmup", "-1"},
          {"--gemv", "4096"},
          {"--gemv", "0x256"},
          {"--gemv", "16x100"},
          {"--gemv", "1048576x1048576"}
        }) {
      ProgramRun run = ProgramRun.of("bench", "matmul", wrong[0], wrong[1]);

      assertThat(run.status()).as(wrong[0]).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains(wrong[0]).doesNotContain("\tat ");
    }
  }
}
