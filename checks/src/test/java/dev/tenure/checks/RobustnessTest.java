package dev.tenure.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.BaseErrorProneJavaCompiler;
import com.google.errorprone.CompilationTestHelper;
import com.google.errorprone.scanner.ScannerSupplier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RobustnessTest {
  @Test
  void followsAGeneratedMethodOfThousandsOfStatements() {
    List<String> lines = new ArrayList<>();
    lines.add("// BUG: Diagnostic contains: is never closed");
    lines.add("PooledTensor first = pool.rent(shape);");
    for (int i = 0; i < 2_500; i++) {
      lines.add("PooledTensor t" + i % 10 + "_" + i + " = pool.rent(shape);");
      lines.add("t" + i % 10 + "_" + i + ".close();");
    }
    compile(lines);
  }

  @Test
  void leavesABodyAloneWhosePathsDifferInTooManyWays() {
    compile(tooManyPaths());
  }

  @Test
  void saysWhichBodyIsLeftAloneWhenAsked(@TempDir Path folder) throws IOException {
    Path source = Files.write(folder.resolve("Generated.java"), source(tooManyPaths()));
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        ToolProvider.getSystemJavaCompiler()
            .getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-XDcompilePolicy=simple",
              "--should-stop=ifError=FLOW",
              "-proc:none",
              "-XepOpt:Tenure:Verbose=true",
              "-d",
              folder.toString());
      boolean unused =
          new BaseErrorProneJavaCompiler(
                  ScannerSupplier.fromBugCheckerClasses(PooledNotClosed.class))
              .getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(source))
              .call();
    }

    assertThat(diagnostics.getDiagnostics())
        .filteredOn(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.NOTE)
        .anyMatch(note -> note.getMessage(Locale.ROOT).contains("too many different paths"));
  }

  private static List<String> tooManyPaths() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      lines.add(
          "PooledTensor t" + i + " = shape.dimension(" + i + ") > 0 ? pool.rent(shape) : null;");
    }
    for (int i = 0; i < 24; i++) {
      lines.add("if (t" + i + " != null) { t" + i + ".fill(0); }");
    }
    return lines;
  }

  private static void compile(List<String> body) {
    CompilationTestHelper.newInstance(PooledNotClosed.class, RobustnessTest.class)
        .addSourceLines("Generated.java", source(body).toArray(String[]::new))
        .doTest();
  }

  private static List<String> source(List<String> body) {
    List<String> lines = new ArrayList<>();
    lines.add("import dev.tenure.memory.*;");
    lines.add("import dev.tenure.tensor.*;");
    lines.add("class Generated { void body(TensorPool pool, Shape shape) {");
    lines.addAll(body);
    lines.add("} }");
    return lines;
  }
}
