package dev.tenure.checks.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Resources that end too often or too early.
final class MisuseFixesTest {
  @TempDir private Path folder;

  @Test
  void aSecondCloseIsLeftOut() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "void run(TensorPool pool, Shape shape) {",
                "  PooledTensor t = pool.rent(shape);",
                "  try {",
                "    t.fill(0);",
                "  } finally {",
                "    t.close();",
                "    t.close();",
                "  }",
                "}"))
        .containsSubsequence("  } finally {", "    t.close();", "  }", "}");
  }

  @Test
  void aTryGoesOnToTheLastUse() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "void run(TensorPool pool, Shape shape) {",
                "  Tensor row;",
                "  try (PooledTensor t = pool.rent(shape)) {",
                "    row = t.slice(0, 1);",
                "  }",
                "  row.fill(0);",
                "}"))
        .containsSubsequence("    row = t.slice(0, 1);", "    row.fill(0);", "  }");
  }

  @Test
  void aCloseGoesAfterTheLastUse() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "void run(TensorPool pool, Shape shape) {",
                "  PooledTensor t = pool.rent(shape);",
                "  t.close();",
                "  t.fill(0);",
                "}"))
        .containsSubsequence(
            "  try (PooledTensor t = pool.rent(shape)) {", "    t.fill(0);", "  }");
  }
}
