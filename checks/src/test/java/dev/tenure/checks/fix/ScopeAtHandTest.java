package dev.tenure.checks.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Resources that a scope takes over.
final class ScopeAtHandTest {
  @TempDir private Path folder;

  @Test
  void aTemporaryThatSomethingKeepsGoesToTheScope() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "void run(TensorPool pool, Shape shape, boolean wanted) {",
                "  try (TensorScope scope = pool.openScope()) {",
                "    Tensor[] kept = new Tensor[1];",
                "    if (wanted) {",
                "      kept[0] = pool.rent(shape).slice(0, 1);",
                "    }",
                "    System.out.println(kept[0]);",
                "  }",
                "}"))
        .containsSubsequence("      kept[0] = scope.adopt(pool.rent(shape)).slice(0, 1);");
  }

  @Test
  void aScopeOutsideOfALoopDoesNotKeepWhatEachRoundMakes() throws IOException {
    String[] members = {
      "void run(TensorPool pool, Shape shape, int n) {",
      "  try (TensorScope scope = pool.openScope()) {",
      "    Tensor[] kept = new Tensor[n];",
      "    for (int i = 0; i < n; i++) {",
      "      kept[i] = pool.rent(shape).slice(0, 1);",
      "    }",
      "    System.out.println(kept[0]);",
      "  }",
      "}"
    };

    assertThat(MendedSample.in(folder, members)).containsSubsequence(members);
  }
}
