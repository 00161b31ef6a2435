package dev.tenure.checks;

import com.google.errorprone.CompilationTestHelper;
import org.junit.jupiter.api.Test;

/// What the check says, and what it knows of other files. Where it reports is in the samples of
/// [SampleCorpusTest].
final class HotPathAllocationTest {
  @Test
  void saysWhatAllocatesWhoForbidsItAndWhatToDo() {
    Corpus.check(HotPathAllocation.class, "HotPathAllocationLeak.java");
  }

  @Test
  void asksOtherFilesOfTheCompilationForTheirPromise() {
    helper()
        .addSourceLines(
            "Other.java",
            "import dev.tenure.annotations.NoAllocation;",
            "class Other {",
            "  static int plain(int i) { return i; }",
            "  @NoAllocation static int promised(int i) { return i; }",
            "}")
        .addSourceLines(
            "Hot.java",
            "import dev.tenure.annotations.NoAllocation;",
            "class Hot {",
            "  @NoAllocation",
            "  int run() {",
            "    int i = Other.promised(1);",
            "    // BUG: Diagnostic contains: `Other.plain(i)` calls a method that is not",
            "    return Other.plain(i);",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void passesOverLibrariesThatPromiseNothingAnywhere() {
    helper()
        .addSourceLines(
            "Hot.java",
            "import dev.tenure.annotations.NoAllocation;",
            "import org.assertj.core.util.Strings;",
            "class Hot {",
            "  @NoAllocation",
            "  boolean run(String text) {",
            "    return Strings.isNullOrEmpty(text);",
            "  }",
            "}")
        .doTest();
  }

  @Test
  void holdsAnOverrideInAnotherFileToThePromise() {
    helper()
        .addSourceLines(
            "Kernel.java",
            "import dev.tenure.annotations.NoAllocation;",
            "interface Kernel<T> {",
            "  @NoAllocation void run(T input);",
            "}")
        .addSourceLines(
            "Base.java", "abstract class Base implements Kernel<String> {", "  int[] kept;", "}")
        .addSourceLines(
            "Hot.java",
            "class Hot extends Base {",
            "  @Override",
            "  public void run(String input) {",
            "    // BUG: Diagnostic contains: `run` overrides a method of `Kernel`",
            "    kept = new int[8];",
            "  }",
            "}")
        .doTest();
  }

  private static CompilationTestHelper helper() {
    return CompilationTestHelper.newInstance(HotPathAllocation.class, HotPathAllocationTest.class);
  }
}
