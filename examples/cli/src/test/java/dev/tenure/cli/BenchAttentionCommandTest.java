package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    BenchFigures figures = BenchFigures.read(json);
    for (String variant : new String[] {"plain", "pool", "workspace", "plan"}) {
      assertThat(figures.results())
          .containsKeys(
              "attention/" + variant + "/bytes",
              "attention/" + variant + "/gc",
              "attention/" + variant + "/ms");
    }
    assertThat(figures.value("attention/plain/bytes")).isGreaterThan(1_300_000);
    assertThat(figures.value("attention/pool/bytes")).isLessThan(20_000);
    assertThat(figures.value("attention/pool/gc")).isZero();
    assertThat(figures.value("attention/plan/gc")).isZero();
    assertThat(figures.value("attention/plan/peak"))
        .isGreaterThanOrEqualTo(figures.result("attention/plan/peak").get("limit").asDouble());
  }

  @Test
  void aCountThatMakesNoSenseIsAMistake() {
    ProgramRun run = ProgramRun.of("bench", "attention", "--iters", "0");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--iters");
  }
}
