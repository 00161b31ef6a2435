package dev.tenure.checks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.BaseErrorProneJavaCompiler;
import com.google.errorprone.BugCheckerInfo;
import com.google.errorprone.scanner.ScannerSupplier;
import dev.tenure.checks.DoubleClose;
import dev.tenure.checks.PooledNotClosed;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compilations that Error Prone patches, as a build with `-XepPatchChecks` does.
class BuildFixesTest {
  private static final String LEAKY =
      """
      import dev.tenure.memory.*;
      import dev.tenure.tensor.*;

      class Leaky {
        void first(TensorPool pool) {
          PooledTensor t = pool.rent(Sizes.SMALL);
          t.fill(0);
        }

        void second(TensorPool pool) {
          PooledTensor t = pool.rent(Sizes.SMALL);
          t.close();
          t.close();
        }

        float third(TensorPool pool) {
          return pool.rent(Sizes.SMALL).get(0);
        }
      }
      """;

  private static final String SIZES =
      """
      import dev.tenure.tensor.*;

      class Sizes {
        static final Shape SMALL = Shape.of(4);
      }
      """;

  @TempDir private Path folder;

  private List<String> compile(String... options) throws IOException {
    Path leaky = Files.writeString(folder.resolve("Leaky.java"), LEAKY);
    Path sizes = Files.writeString(folder.resolve("Sizes.java"), SIZES);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        ToolProvider.getSystemJavaCompiler()
            .getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> all =
          new ArrayList<>(
              List.of(
                  "-XDcompilePolicy=simple",
                  "--should-stop=ifError=FLOW",
                  "-proc:none",
                  "-d",
                  folder.toString()));
      all.addAll(List.of(options));
      boolean unused =
          new BaseErrorProneJavaCompiler(
                  ScannerSupplier.fromBugCheckerInfos(
                      List.of(
                          BugCheckerInfo.create(PooledNotClosed.class),
                          BugCheckerInfo.create(DoubleClose.class))))
              .getTask(
                  new StringWriter(),
                  files,
                  diagnostics,
                  all,
                  null,
                  files.getJavaFileObjects(leaky, sizes))
              .call();
    }
    return Files.readAllLines(leaky);
  }

  @Test
  void errorPronePatchesWhatIsVerified() throws IOException {
    assertThat(
            compile(
                "-XepOpt:Tenure:Fixes=PooledNotClosed",
                "-XepPatchChecks:PooledNotClosed",
                "-XepPatchLocation:IN_PLACE"))
        .containsSubsequence(
            "  void first(TensorPool pool) {",
            "    try (PooledTensor t = pool.rent(Sizes.SMALL)) {",
            "      t.fill(0);",
            "    }",
            "  }",
            "    t.close();",
            "    t.close();",
            "    try (PooledTensor tensor = pool.rent(Sizes.SMALL)) {",
            "      return tensor.get(0);",
            "    }");
  }

  @Test
  void otherChecksAreLeftToOtherBuilds() throws IOException {
    assertThat(
            compile(
                "-XepOpt:Tenure:Fixes=all",
                "-XepPatchChecks:DoubleClose",
                "-XepPatchLocation:IN_PLACE"))
        .containsOnlyOnce("    t.close();");
  }

  @Test
  void withoutTheOptionThereIsNoFix() throws IOException {
    assertThat(compile("-XepPatchChecks:PooledNotClosed", "-XepPatchLocation:IN_PLACE"))
        .containsExactlyElementsOf(LEAKY.lines().toList());
  }
}
