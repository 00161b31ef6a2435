package dev.tenure.benchmarks.checks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnitReaderTest {
  @TempDir private Path folder;

  @Test
  void countsMethodsThatTouchAResourceAndNoOthers() throws IOException {
    assertThat(
            SampleReading.units(
                folder,
                "Sample.java",
                """
                import dev.tenure.memory.*;
                import dev.tenure.tensor.*;
                class Sample {
                  void leaks(TensorPool pool, Shape shape) {
                    // BUG: Diagnostic contains: never
                    pool.rent(shape);
                  }
                  void helps(Shape shape) {}
                  void closes(PooledTensor t) {
                    t.close();
                  }
                }
                """))
        .extracting(
            SampleUnit::name, SampleUnit::firstLine, SampleUnit::lastLine, SampleUnit::mustFlag)
        .containsExactly(tuple("leaks", 4, 7, true), tuple("closes", 9, 11, false));
  }

  @Test
  void aNestedClassWithAResourceInAFieldIsOneUnit() throws IOException {
    assertThat(
            SampleReading.units(
                folder,
                "Sample.java",
                """
                import dev.tenure.tensor.*;
                class Sample {
                  static class Owner {
                    // expect: OwningFieldNotClosed
                    private PooledTensor held;
                    void touch() { held.fill(0); }
                  }
                }
                """))
        .extracting(SampleUnit::name, SampleUnit::mustFlag)
        .containsExactly(tuple("Owner", true));
  }

  @Test
  void aTypeOfTheJdkNeedsNoAnnotationsOfOurs() throws IOException {
    assertThat(
            SampleReading.units(
                folder,
                "Sample.java",
                """
                import java.io.*;
                class Sample {
                  int read(InputStream in) throws IOException { return in.read(); }
                }
                """))
        .extracting(SampleUnit::needs)
        .containsExactly(java.util.Set.of(Need.FOREIGN_TYPE));
  }

  @Test
  void whatTheTestsPinAsMissedMustBeFlagged() throws IOException {
    assertThat(
            SampleReading.units(
                folder,
                "KnownLimits.java",
                """
                import dev.tenure.tensor.*;
                class KnownLimits {
                  PooledTensor field;
                  void leaks(PooledTensor t) { field = t; }
                }
                """))
        .extracting(SampleUnit::name, SampleUnit::mustFlag)
        .containsExactly(tuple("field", false), tuple("leaks", true));
  }
}
