package dev.tenure.benchmarks.checks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each tool sees the plainest of leaks, and is quiet about try-with-resources: if not, it is the
/// comparison that is broken.
final class ToolTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("dev.tenure.benchmarks.checks.peers.Tool#all")
  void seesThePlainestLeakAndNothingElse(Tool tool) throws IOException, ToolFailure {
    String source =
        """
        import java.io.*;
        class Sample {
          %s static InputStream open(File file) throws IOException { return new FileInputStream(file); }
          int leaks(File file) throws IOException {
            InputStream in = open(file);
            return in.read();
          }
          int closes(File file) throws IOException {
            try (InputStream in = open(file)) {
              return in.read();
            }
          }
        }
        """
            .formatted(ownedResult(tool.vocabulary()));
    Path file = Files.writeString(folder.resolve("Sample.java"), source);

    List<Report> reports =
        tool.ask(
            new Question(
                file,
                ClassPath.own(),
                folder,
                Map.of("java.lang.AutoCloseable", "close"),
                List.of("close"),
                List.of()));

    assertThat(reports).isNotEmpty().allMatch(report -> report.line() == 5 || report.line() == 6);
  }

  private static String ownedResult(Vocabulary vocabulary) {
    return switch (vocabulary) {
      case AS_WRITTEN, CHECKER_FRAMEWORK -> "";
      case MUST_BE_CLOSED -> "@com.google.errorprone.annotations.MustBeClosed";
      case ECLIPSE -> "@org.eclipse.jdt.annotation.Owning";
    };
  }
}
