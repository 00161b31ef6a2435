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
    Map<String, JsonNode> results = new HashMap<>();
    JsonMapper.shared()
        .readTree(json.toFile())
        .get("results")
        .forEach(result -> results.put(result.get("name").asString(), result));
    for (String variant : new String[] {"plain", "pool", "workspace", "plan"}) {
      assertThat(results)
          .containsKeys(
              "attention/" + variant + "/bytes",
              "attention/" + variant + "/gc",
              "attention/" + variant + "/ms");
    }
    assertThat(value(results, "attention/plain/bytes")).isGreaterThan(1_300_000);
    assertThat(value(results, "attention/pool/bytes")).isLessThan(20_000);
    assertThat(value(results, "attention/pool/gc")).isZero();
    assertThat(value(results, "attention/plan/gc")).isZero();
    assertThat(value(results, "attention/plan/peak"))
        .isGreaterThanOrEqualTo(results.get("attention/plan/peak").get("limit").asDouble());
  }

  private static double value(Map<String, JsonNode> results, String name) {
    return results.get(name).get("value").asDouble();
  }

  @Test
  void aCountThatMakesNoSenseIsAMistake() {
    ProgramRun run = ProgramRun.of("bench", "attention", "--iters", "0");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--iters");
  }
}
