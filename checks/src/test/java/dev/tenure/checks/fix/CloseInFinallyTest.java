package dev.tenure.checks.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Variables that a try-with-resources cannot hold.
final class CloseInFinallyTest {
  @TempDir private Path folder;

  @Test
  void whatAVariableHeldIsClosedBeforeItIsAssignedAgain() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "void run(TensorPool pool, Shape shape, int n) {",
                "  PooledTensor t = pool.rent(shape);",
                "  for (int i = 0; i < n; i++) {",
                "    t = pool.rent(shape);",
                "  }",
                "  t.close();",
                "}"))
        .containsSubsequence(
            "  PooledTensor t = pool.rent(shape);",
            "  try {",
            "      PooledTensor next = pool.rent(shape);",
            "      t.close();",
            "      t = next;",
            "  } finally {",
            "    t.close();");
  }

  @Test
  void whatIsHeldAsASuperTypeIsClosedIfItIsOne() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "void run(TensorPool pool, Shape shape, boolean wanted) {",
                "  Tensor t = wanted ? pool.rent(shape) : Tensor.of(shape);",
                "  t.fill(0);",
                "}"))
        .containsSubsequence(
            "  try {",
            "    t.fill(0);",
            "  } finally {",
            "    if (t instanceof PooledTensor closed) {",
            "      closed.close();");
  }
}
