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
      "private List<PooledTensor> kept;",
      "private void keep(List<PooledTensor> all) {",
      "  kept = all;",
      "}",
      "float run(TensorPool pool, Shape shape) {",
      "  List<PooledTensor> all = new ArrayList<>();",
      "  all.add(pool.rent(shape));",
      "  keep(all);",
      "  return 1;",
      "}"
    };

    assertThat(MendedSample.in(folder, members)).containsSubsequence(members);
  }

  @Test
  void aListThatAMethodReadsIsClosedAfterTheCall() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "private static float sum(List<PooledTensor> all) {",
                "  return all.get(0).get(0);",
                "}",
                "float run(TensorPool pool, Shape shape) {",
                "  List<PooledTensor> all = new ArrayList<>();",
                "  all.add(pool.rent(shape));",
                "  return sum(all);",
                "}"))
        .containsSubsequence(
            "    return sum(all);",
            "  } finally {",
            "    for (PooledTensor each : all) {",
            "      each.close();");
  }

  @Test
  void whatIsPutInAMapForOneCallIsClosedAfterIt() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "interface Session { float run(java.util.Map<String, PooledTensor> inputs); }",
                "float run(TensorPool pool, Shape shape, Session session) {",
                "  PooledTensor t = pool.rent(shape);",
                "  return session.run(java.util.Map.of(\"x\", t));",
                "}"))
        .containsSequence(
            "  try (PooledTensor t = pool.rent(shape)) {",
            "    return session.run(java.util.Map.of(\"x\", t));");
  }
}
