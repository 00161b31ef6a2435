package dev.tenure.benchmarks.checks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TranslationTest {
  private static final String SOURCE =
      """
      import dev.tenure.annotations.*;
      import dev.tenure.tensor.*;
      class Sample {
        PooledTensor make() { return null; }
        @Borrowed PooledTensor lend() { return null; }
        void take(@Pooled PooledTensor t) {}
      }
      """;

  @TempDir private Path folder;

  @Test
  void errorProneIsToldWhoHandsOutResources() throws IOException {
    assertThat(SampleReading.translated(folder, SOURCE, Vocabulary.MUST_BE_CLOSED))
        .contains("@com.google.errorprone.annotations.MustBeClosed PooledTensor make()")
        .containsOnlyOnce("MustBeClosed");
  }

  @Test
  void theCheckerFrameworkIsToldWhatIsLentAndWhatIsTaken() throws IOException {
    assertThat(SampleReading.translated(folder, SOURCE, Vocabulary.CHECKER_FRAMEWORK))
        .contains("@org.checkerframework.checker.mustcall.qual.NotOwning @Borrowed PooledTensor")
        .contains("@org.checkerframework.checker.mustcall.qual.Owning @Pooled PooledTensor t");
  }

  @Test
  void eclipseIsToldBoth() throws IOException {
    assertThat(SampleReading.translated(folder, SOURCE, Vocabulary.ECLIPSE))
        .contains("@org.eclipse.jdt.annotation.Owning PooledTensor make()")
        .contains("@org.eclipse.jdt.annotation.NotOwning @Borrowed PooledTensor lend()")
        .contains("@org.eclipse.jdt.annotation.Owning @Pooled PooledTensor t");
  }

  @Test
  void noLineMoves() throws IOException {
    assertThat(SampleReading.translated(folder, SOURCE, Vocabulary.ECLIPSE).lines())
        .hasSameSizeAs(SOURCE.lines().toList());
  }

  @Test
  void whatReadsOursStaysAsItIs() throws IOException {
    assertThat(SampleReading.translated(folder, SOURCE, Vocabulary.AS_WRITTEN)).isEqualTo(SOURCE);
  }
}
