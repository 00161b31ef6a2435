package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `check --fix`.
class FixAllTest {
  private static final String LEAKY =
      """
      import dev.tenure.memory.TensorPool;
      import dev.tenure.tensor.PooledTensor;
      import dev.tenure.tensor.Shape;

      class Leaky {
        float first(TensorPool pool) {
          PooledTensor tensor = pool.rent(Shape.of(4));
          return tensor.get(0);
        }
      }
      """;

  private static final String FIXED =
      """
      import dev.tenure.memory.TensorPool;
      import dev.tenure.tensor.PooledTensor;
      import dev.tenure.tensor.Shape;

      class Leaky {
        float first(TensorPool pool) {
          try (PooledTensor tensor = pool.rent(Shape.of(4))) {
            return tensor.get(0);
          }
        }
      }
      """;

  @TempDir private Path folder;

  private Path source(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aLeakIsMendedInItsFile() throws IOException {
    Path file = source("Leaky.java", LEAKY);

    ProgramRun run = ProgramRun.of("check", "--fix", file);

    assertThat(file).hasContent(FIXED);
    assertThat(run.status()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .containsExactly(
            file + ":7: fixed: [PooledNotClosed] close `tensor` by try-with-resources",
            "1 findings are fixed in 1 files, 0 are left");
  }

  @Test
  void whatIsLeftIsReportedWhereItStandsAfterwards() throws IOException {
    String field = "  final float one = TensorPool.shared().rent(Shape.of(1)).get(0);\n";
    Path file = source("Leaky.java", LEAKY.replaceFirst("}\n$", field + "}\n"));

    ProgramRun run = ProgramRun.of("check", "--fix", file);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith(file + ":11: error: [PooledNotClosed] ");
    assertThat(run.err()).contains("1 findings are fixed in 1 files, 1 are left");
  }

  @Test
  void aCleanFileIsNotTouched() throws IOException {
    Path file = source("Leaky.java", FIXED);
    var before = Files.getLastModifiedTime(file);

    ProgramRun run = ProgramRun.of("check", "--fix", file);

    assertThat(run.status()).isZero();
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
  }

  @Test
  void sourcesThatDoNotCompileAreNotTouched() throws IOException {
    Path file = source("Leaky.java", LEAKY.replace("return tensor", "return missing"));
    String before = Files.readString(file);

    ProgramRun run = ProgramRun.of("check", "--fix", file);

    assertThat(run.status()).isEqualTo(2);
    assertThat(file).hasContent(before);
  }

  @Test
  void onlyWhatIsAskedForIsMended() throws IOException {
    Path file = source("Leaky.java", LEAKY);

    ProgramRun run = ProgramRun.of("check", "--fix", "--checks", "DoubleClose", file);

    assertThat(run.status()).isZero();
    assertThat(file).hasContent(LEAKY);
  }

  @Test
  void permissionsAndLinksStay() throws IOException {
    Path file = source("Leaky.java", LEAKY);
    Path unused = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("Link.java"), file);

    SourceFile.replace(link, FIXED);

    assertThat(unused).hasContent(FIXED);
    assertThat(link).isSymbolicLink();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void nothingElseIsLeftInTheFolder() throws IOException {
    Path file = source("Leaky.java", LEAKY);

    ProgramRun _ = ProgramRun.of("check", "--fix", file);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
