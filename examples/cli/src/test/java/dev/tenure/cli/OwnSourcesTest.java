package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.SourceChecker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The checks hold on the modules that are built before the checks are. The engine and this program
/// are compiled with them.
class OwnSourcesTest {
  @ParameterizedTest
  @ValueSource(strings = {"api", "processor", "checks"})
  void theModuleIsClean(String module) throws IOException {
    Path sources = Repository.root().resolve(module).resolve("src/main/java");

    CheckResult result =
        new SourceChecker()
            .check(
                new CheckRequest(
                    JavaSources.find(List.of(sources)),
                    testClassPath(),
                    OptionalInt.empty(),
                    List.of("java.lang.AutoCloseable"),
                    List.of(),
                    List.of(),
                    javacExports()));

    assertThat(result.errors()).isEmpty();
    assertThat(result.findings()).isEmpty();
  }

  /// Surefire starts the tests from a jar that only names the class path, and tells it here.
  private static List<Path> testClassPath() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Pattern.compile(File.pathSeparator).splitAsStream(classPath).map(Path::of).toList();
  }

  private static List<String> javacExports() {
    return Stream.of("api", "code", "comp", "file", "main", "parser", "processing", "tree", "util")
        .map(
            name -> "--add-exports=jdk.compiler/com.sun.tools.javac.%s=ALL-UNNAMED".formatted(name))
        .toList();
  }
}
