package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchMatMulCommandTest {
  @Test
  void theTableHasOurFigureTheLimitAndTheAncestors(@TempDir Path folder) {
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
    JsonNode figures = JsonMapper.shared().readTree(json.toFile());
    JsonNode result = figures.get("results").get(0);
    assertThat(figures.get("machine").asString()).isNotBlank();
    assertThat(result.get("name").asString()).isEqualTo("matmul/256/1t");
    assertThat(result.get("unit").asString()).isEqualTo("GFLOPS");
    assertThat(result.get("value").asDouble()).isPositive();
    assertThat(result.get("limit").asDouble()).isPositive();
    assertThat(result.get("peers").isObject()).isTrue();
  }

  @Test
  void sizesAndCountsThatMakeNoSenseAreMistakes() {
    for (String[] wrong :
        new String[][] {
          {"--size", "0"}, {"--iters", "0"}, {"--threads", "0"}, {"--warmup", "-1"}
        }) {
      ProgramRun run = ProgramRun.of("bench", "matmul", wrong[0], wrong[1]);

      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains(wrong[0]);
    }
  }

  @Test
  void benchAloneSaysWhichThereAre() {
    ProgramRun run = ProgramRun.of("bench");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("name a benchmark", "matmul");
  }
}
