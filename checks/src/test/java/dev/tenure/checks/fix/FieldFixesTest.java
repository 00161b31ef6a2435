package dev.tenure.checks.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fields that own what they hold.
final class FieldFixesTest {
  @TempDir private Path folder;

  @Test
  void whatAFieldHeldIsClosedBeforeItIsAssignedAgain() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "static class Layer implements AutoCloseable {",
                "  private PooledTensor output;",
                "",
                "  void forward(TensorPool pool, Shape shape) {",
                "    output = pool.rent(shape);",
                "  }",
                "",
                "  @Override",
                "  public void close() {",
                "    if (output != null) {",
                "      output.close();",
                "    }",
                "  }",
                "}"))
        .containsSubsequence(
            "    PooledTensor next = pool.rent(shape);",
            "    if (output != null) {",
            "      output.close();",
            "    }",
            "    output = next;");
  }

  @Test
  void anExistingCloseClosesTheFieldToo() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "record Pair(@Pooled PooledTensor left, @Pooled PooledTensor right) implements"
                    + " AutoCloseable {",
                "  @Override",
                "  public void close() {",
                "    left.close();",
                "  }",
                "}"))
        .containsSubsequence("    left.close();", "    right.close();");
  }
}
