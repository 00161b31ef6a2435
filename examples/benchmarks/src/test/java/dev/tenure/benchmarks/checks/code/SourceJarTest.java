package dev.tenure.benchmarks.checks.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceJarTest {
  @TempDir private Path folder;

  @Test
  void unpacksTheSourcesOfTheCommonReleaseAsUtf8() throws IOException {
    try (ZipOutputStream jar =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("lib-1.2-sources.jar")))) {
      add(jar, "a/Cafe.java", "// café\n");
      add(jar, "module-info.java", "module a {}\n");
      add(jar, "META-INF/versions/21/a/Cafe.java", "// later\n");
      add(jar, "a/notes.txt", "no source\n");
    }

    SourceJar unpacked = SourceJar.unpack(folder, "lib");

    assertThat(unpacked.name()).isEqualTo("lib-1.2");
    assertThat(unpacked.files()).hasSize(1);
    assertThat(Files.readString(unpacked.files().getFirst())).isEqualTo("// café\n");
    assertThat(unpacked.lines()).isEqualTo(1);
  }

  @Test
  void saysWhichSourcesAreMissing() {
    assertThatThrownBy(() -> SourceJar.unpack(folder, "lib"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no sources of lib in");
  }

  @Test
  void showsThreeLinesAroundAFinding() {
    assertThat(RealCode.around("a\nb\nc\nd\ne\nf\n", 2)).hasLineCount(5).contains("    2> b");
  }

  private static void add(ZipOutputStream jar, String name, String text) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    jar.write(text.getBytes(StandardCharsets.ISO_8859_1));
    jar.closeEntry();
  }
}
