package dev.tenure.checks.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Collections and arrays that own what they hold.
final class ContainersTest {
  @TempDir private Path folder;

  @Test
  void anArrayIsClosedElementByElement() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "void run(TensorPool pool, Shape shape, int n) {",
                "  PooledTensor[] all = new PooledTensor[n];",
                "  for (int i = 0; i < n; i++) {",
                "    all[i] = pool.rent(shape);",
                "  }",
                "  all[0].fill(1);",
                "}"))
        .containsSubsequence(
            "  } finally {",
            "    for (PooledTensor each : all) {",
            "      if (each != null) {",
            "        each.close();");
  }

  @Test
  void aListThatIsHandedOnIsLeftAlone() throws IOException {
    String[] members = {
      "private static float sum(List<PooledTensor> all) {",
      "  return all.get(0).get(0);",
      "}",
      "float run(TensorPool pool, Shape shape) {",
      "  List<PooledTensor> all = new ArrayList<>();",
      "  all.add(pool.rent(shape));",
      "  return sum(all);",
      "}"
    };

    assertThat(MendedSample.in(folder, members)).containsSubsequence(members);
  }
}
