package dev.tenure.checks.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Resources that no variable holds.
final class NamedTemporaryTest {
  @TempDir private Path folder;

  @Test
  void theTemporaryOfATryJoinsItsResources() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "void run(Shape shape) {",
                "  try (TensorScope scope = TensorPool.withLimit(100).openScope()) {",
                "    scope.rent(shape).fill(0);",
                "  }",
                "}"))
        .containsSubsequence(
            "  try (TensorPool pool = TensorPool.withLimit(100);",
            "      TensorScope scope = pool.openScope()) {");
  }

  @Test
  void whatIsEvaluatedOnlySometimesIsNotEvaluatedFirst() throws IOException {
    String[] members = {
      "void run(TensorPool pool, Shape shape, boolean wanted) {",
      "  if (wanted && pool.rent(shape).get(0) > 0) {",
      "    System.out.println(\"positive\");",
      "  }",
      "}"
    };

    assertThat(MendedSample.in(folder, members)).containsSubsequence(members);
  }

  @Test
  void whatStandsAfterACallIsNotEvaluatedFirst() throws IOException {
    String[] members = {
      "static int next() {",
      "  return 1;",
      "}",
      "static void use(int n, PooledTensor t) {}",
      "void run(TensorPool pool, Shape shape) {",
      "  use(next(), pool.rent(shape));",
      "}"
    };

    assertThat(MendedSample.in(folder, members)).containsSubsequence(members);
  }
}
