package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BenchPoolCommandTest {
  @Test
  void aSizeIsRentedOnOneThreadOnTwoAndAcrossBesideItsPeers(@TempDir Path folder) {
    Path json = folder.resolve("figures.json");

    ProgramRun run = ProgramRun.of("bench", "pool", "--floats", 2048, "--quick", "--json", json);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("pool/2048/1t", "arena", "new", "queue");
    BenchFigures figures = BenchFigures.read(json);
    assertThat(figures.results()).hasSize(3);
    assertBeside(figures.result("pool/2048/1t"), "arena", "new");
    assertBeside(figures.result("pool/2048/2t"), "arena", "new");
    assertBeside(figures.result("pool/2048/cross"), "new", "queue");
  }

  @Test
  void sizesThatMakeNoSenseAreMistakes() {
    for (int wrong : new int[] {0, -1, 1_048_577}) {
      ProgramRun run = ProgramRun.of("bench", "pool", "--floats", wrong);

      assertThat(run.status()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("--floats must be 1 to 1048576: " + wrong).hasLineCount(1);
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
