package dev.tenure.checks.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What declarations promise, and should or should not.
final class AnnotationsTest {
  @TempDir private Path folder;

  @Test
  void anOverrideThatTakesOverLosesItsWordIfItClosesNothing() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "interface Layer { float run(PooledTensor t); }",
                "static class First implements Layer {",
                "  @Override public float run(@Pooled PooledTensor t) { return t.get(0); }",
                "}"))
        .contains("  @Override public float run(PooledTensor t) { return t.get(0); }");
  }

  @Test
  void anOverrideThatClosesWhatItIsLentIsLeftToItsAuthor() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "interface Layer { void run(PooledTensor t); }",
                "static class First implements Layer {",
                "  @Override public void run(@Pooled PooledTensor t) { t.close(); }",
                "}"))
        .contains("  @Override public void run(@Pooled PooledTensor t) { t.close(); }");
  }

  @Test
  void aLenderThatIsNotThereIsForgotten() throws IOException {
    assertThat(
            MendedSample.in(
                folder, "@Borrowed(\"x\")", "Tensor first(Tensor t) {", "  return t;", "}"))
        .containsSubsequence("@Borrowed", "Tensor first(Tensor t) {");
  }

  @Test
  void anAnnotationOfItsOwnLineTakesTheLineAlong() throws IOException {
    assertThat(MendedSample.in(folder, "@Workspace", "int size(Tensor t) {", "  return 1;", "}"))
        .containsSequence("class Sample {", "int size(Tensor t) {");
  }

  @Test
  void aCalleeThatAllocatesNothingPromisesSo() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "interface Kernel {",
                "  float run(float x);",
                "}",
                "@NoAllocation",
                "float twice(Kernel kernel, float x) {",
                "  return kernel.run(kernel.run(x));",
                "}"))
        .containsSequence("  @NoAllocation", "  float run(float x);");
  }

  @Test
  void aCalleeThatAllocatesIsLeftAsItIs() throws IOException {
    assertThat(
            MendedSample.in(
                folder,
                "float[] make(int n) {",
                "  return new float[n];",
                "}",
                "@NoAllocation",
                "int run(int n) {",
                "  return make(n).length;",
                "}"))
        .containsOnlyOnce("@NoAllocation");
  }
}
