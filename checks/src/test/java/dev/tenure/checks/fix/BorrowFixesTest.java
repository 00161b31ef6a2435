package dev.tenure.checks.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is only borrowed, and what nobody has written.
final class BorrowFixesTest {
  @TempDir private Path folder;

  @Test
  void aResultIsPromotedOutOfItsScope() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "Tensor run(TensorPool pool, Shape shape) {",
                "  try (TensorScope scope = pool.openScope()) {",
                "    return scope.rent(shape);",
                "  }",
                "}"))
        .containsSubsequence("    return scope.promote(scope.rent(shape));");
  }

  @Test
  void aMethodThatReturnsWhatAScopeOwnsSaysSo() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "PooledTensor run(TensorScope scope, Shape shape) {",
                "  return scope.rent(shape);",
                "}"))
        .containsSubsequence("@Scoped", "PooledTensor run(TensorScope scope, Shape shape) {");
  }

  @Test
  void memoryThatIsReadIsRentedZeroed() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "float run(TensorPool pool, Shape shape) {",
                "  try (PooledTensor t = pool.rentUninitialized(shape)) {",
                "    return t.get(0);",
                "  }",
                "}"))
        .containsSubsequence("  try (PooledTensor t = pool.rent(shape)) {");
  }
}
