package dev.tenure.checks;

import com.google.errorprone.CompilationTestHelper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
  void saysWhichBodyIsLeftAloneWhenAsked() {
    helper("// BUG: Diagnostic contains: too many different paths", tooManyPaths())
        .setArgs("-XepOpt:Tenure:Verbose=true")
        .doTest();
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
    helper("", body).doTest();
  }

  private static CompilationTestHelper helper(String marker, List<String> body) {
    List<String> lines = new ArrayList<>();
    lines.add("import dev.tenure.memory.*;");
    lines.add("import dev.tenure.tensor.*;");
    lines.add(marker);
    lines.add("class Generated { void body(TensorPool pool, Shape shape) {");
    lines.addAll(body);
    lines.add("} }");
    return CompilationTestHelper.newInstance(PooledNotClosed.class, RobustnessTest.class)
        .addSourceLines("Generated.java", lines.toArray(String[]::new));
  }
}
