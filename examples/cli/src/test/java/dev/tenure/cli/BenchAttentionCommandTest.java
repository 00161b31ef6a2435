package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchAttentionCommandTest {
  @Test
  void everyWayToGetMemoryHasItsBytesCollectionsAndTime(@TempDir Path folder) {
    Path json = folder.resolve("figures.json");

    ProgramRun run =
        ProgramRun.of("bench", "attention", "--quick", "--iters", "20", "--json", json);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("plain", "pool", "workspace", "plan", "ancestor", "alive together");
    Map<String, Double> results = new HashMap<>();
    for (JsonNode result : JsonMapper.shared().readTree(json.toFile()).get("results")) {
      results.put(result.get("name").asString(), result.get("value").asDouble());
      results.put(result.get("name").asString() + "/limit", result.get("limit").asDouble());
    }
    for (String variant : new String[] {"plain", "pool", "workspace", "plan"}) {
      assertThat(results)
          .containsKeys(
              "attention/" + variant + "/bytes",
              "attention/" + variant + "/gc",
              "attention/" + variant + "/ms");
    }
    assertThat(results.get("attention/plain/bytes")).isGreaterThan(1_300_000);
    assertThat(results.get("attention/pool/bytes")).isLessThan(20_000);
    assertThat(results.get("attention/pool/gc")).isZero();
    assertThat(results.get("attention/plan/gc")).isZero();
    assertThat(results.get("attention/plan/peak"))
        .isGreaterThanOrEqualTo(results.get("attention/plan/peak/limit"));
  }

  @Test
  void aCountThatMakesNoSenseIsAMistake() {
    ProgramRun run = ProgramRun.of("bench", "attention", "--iters", "0");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--iters");
  }
}
