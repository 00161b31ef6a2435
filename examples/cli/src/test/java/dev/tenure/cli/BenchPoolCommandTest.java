package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BenchPoolCommandTest {
  @Test
  void everySizeIsRentedOnOneThreadOnTwoAndAcrossBesideItsPeers(@TempDir Path folder) {
    Path json = folder.resolve("figures.json");

    ProgramRun run = ProgramRun.of("bench", "pool", "--quick", "--json", json);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("pool/1024/1t", "arena", "new", "queue");
    BenchFigures figures = BenchFigures.read(json);
    assertThat(figures.results()).hasSize(9);
    for (int floats : new int[] {1024, 65_536, 1_048_576}) {
      assertBeside(figures.result("pool/%d/1t".formatted(floats)), "arena", "new");
      assertBeside(figures.result("pool/%d/2t".formatted(floats)), "arena", "new");
      assertBeside(figures.result("pool/%d/cross".formatted(floats)), "new", "queue");
    }
  }

  private static void assertBeside(JsonNode result, String... peers) {
    assertThat(result.get("unit").asString()).isEqualTo("ns");
    assertThat(result.get("value").asDouble()).isPositive();
    assertThat(result.get("limit").isNull()).isTrue();
    assertThat(result.get("peers").propertyNames()).containsExactlyElementsOf(List.of(peers));
    for (String peer : peers) {
      assertThat(result.get("peers").get(peer).asDouble()).isPositive();
    }
  }
}
