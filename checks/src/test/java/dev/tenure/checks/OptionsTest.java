package dev.tenure.checks;

import com.google.errorprone.CompilationTestHelper;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {
  @Test
  void listedTypesArePooledWithTheirSubtypes() {
    Corpus.helper("AssumedTypes.java")
        .setArgs(
            List.of(
                "-XepOpt:Tenure:PooledTypes="
                    + "java.lang.AutoCloseable,corpus.AssumedTypes.Handle#dispose"))
        .doTest();
  }

  @Test
  void withoutTheOptionNothingButAnnotatedTypesIsPooled() {
    Corpus.check("UnlistedTypes.java");
  }

  @Test
  void whatIsListedAndCloseableMayBeClosedTwice() {
    closedTwice("java.io.FileReader", "").doTest();
  }

  @Test
  void whatIsListedAndPromisesNothingMayNot() {
    closedTwice("corpus.Handle", "// BUG: Diagnostic contains: DoubleClose").doTest();
  }

  private static CompilationTestHelper closedTwice(String type, String expected) {
    return CompilationTestHelper.newInstance(DoubleClose.class, OptionsTest.class)
        .setArgs(List.of("-XepOpt:Tenure:PooledTypes=java.lang.AutoCloseable"))
        .addSourceLines(
            "Handle.java",
            "package corpus;",
            "public class Handle implements AutoCloseable {",
            "  public Handle(String name) {}",
            "  @Override public void close() throws java.io.IOException {}",
            "}")
        .addSourceLines(
            "Twice.java",
            "class Twice {",
            "  void twice() throws java.io.IOException {",
            "    " + type + " resource = new " + type + "(\"name\");",
            "    resource.close();",
            "    " + expected,
            "    resource.close();",
            "  }",
            "}");
  }
}
