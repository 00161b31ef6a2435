package dev.tenure.checks.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.checks.cli.Baseline;
import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.Finding;
import dev.tenure.checks.cli.SourceChecker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sources of libraries as legacy code: a baseline, a clean second run, and then a new leak,
/// which is all that is reported.
class LegacyLibraryTest {
  private static final String NEW_LEAK =
      """
      class NewLeak {
        int leak() throws java.io.IOException {
          java.io.InputStream stream = new java.io.FileInputStream("a");
          return stream.read();
        }
      }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"onnxruntime", "netty-buffer", "ndarray"})
  void afterABaselineANewLeakIsAllThatIsReported(String library) throws IOException {
    List<Path> sources = unpack(Path.of("target/sources", library + "-sources.jar"));
    Path file = folder.resolve("baseline.txt");
    Baseline.of(file, check(sources)).write();

    Baseline baseline = Baseline.read(file);
    assertThat(baseline.unknown(check(sources))).isEmpty();

    sources.add(Files.writeString(folder.resolve("NewLeak.java"), NEW_LEAK));
    assertThat(baseline.unknown(check(sources)))
        .extracting(finding -> finding.file().getFileName().toString(), Finding::line)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("NewLeak.java", 3L));
  }

  private static List<Finding> check(List<Path> sources) throws IOException {
    CheckResult result =
        new SourceChecker()
            .check(
                new CheckRequest(
                    sources,
                    Libraries.classPath(),
                    OptionalInt.empty(),
                    List.of("java.lang.AutoCloseable"),
                    List.of(),
                    List.of(),
                    List.of()));
    assertThat(result.errors()).isEmpty();
    return result.findings();
  }

  private List<Path> unpack(Path jar) throws IOException {
    List<Path> sources = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(LegacyLibraryTest::isSource).toList()) {
        Path source = folder.resolve(entry.getName());
        Files.createDirectories(source.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
          var _ = Files.copy(content, source);
        }
        sources.add(source);
      }
    }
    return sources;
  }

  /// Netty's hints for native images need GraalVM's own API to compile.
  private static boolean isSource(ZipEntry entry) {
    String name = entry.getName();
    return name.endsWith(".java") && !name.endsWith("module-info.java") && !name.contains("/svm/");
  }
}
