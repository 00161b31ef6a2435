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

  @Test
  void whatAWorkspaceGaveIsCopiedBeforeItIsUsedAgain() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "interface Session { @Workspace Tensor forward(Tensor input); }",
                "float run(Session session, Tensor a, Tensor b) {",
                "  Tensor first = session.forward(a);",
                "  Tensor second = session.forward(b);",
                "  return first.get(0) + second.get(0);",
                "}"))
        .containsSequence(
            "  Tensor result = session.forward(a);",
            "  Tensor first = Tensor.of(result.shape(), result.toArray());",
            "  Tensor second = session.forward(b);");
  }

  @Test
  void anInputThatIsWrittenIsReadFromACopy() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "static void scale(Tensor input, @Overwrites Tensor destination) {",
                "  destination.set(0, input.get(0));",
                "}",
                "void run(Tensor t) {",
                "  scale(t, t);",
                "}"))
        .contains("  scale(Tensor.of(t.shape(), t.toArray()), t);");
  }

  @Test
  void whatIsStoredBeyondItsOwnerIsCopied() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "Tensor last;",
                "void run(TensorPool pool, Shape shape) {",
                "  try (PooledTensor t = pool.rent(shape)) {",
                "    last = t;",
                "  }",
                "}"))
        .contains("    last = Tensor.of(t.shape(), t.toArray());");
  }

  @Test
  void aViewThatIsStoredIsNamedAndCopied() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "final java.util.List<Tensor> kept = new java.util.ArrayList<>();",
                "void run(TensorPool pool, Shape shape) {",
                "  try (PooledTensor t = pool.rent(shape)) {",
                "    kept.add(t.slice(0, 1));",
                "  }",
                "}"))
        .containsSequence(
            "    Tensor borrowed = t.slice(0, 1);",
            "    kept.add(Tensor.of(borrowed.shape(), borrowed.toArray()));");
  }

  @Test
  void aViewOfWhatTheTryClosesIsReturnedAsACopy() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "Tensor run(TensorPool pool, Shape shape) {",
                "  try (PooledTensor t = pool.rent(shape)) {",
                "    return t.slice(0, 1);",
                "  }",
                "}"))
        .containsSequence(
            "    Tensor borrowed = t.slice(0, 1);",
            "    return Tensor.of(borrowed.shape(), borrowed.toArray());");
  }

  @Test
  void whatACallerWantsToCloseIsNotCopied() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "PooledTensor run(TensorPool pool, Shape shape) {",
                "  try (PooledTensor t = pool.rent(shape)) {",
                "    return t;",
                "  }",
                "}"))
        .contains("    return t;");
  }
}
