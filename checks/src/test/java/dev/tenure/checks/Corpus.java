package dev.tenure.checks;

import com.google.errorprone.CompilationTestHelper;
import com.google.errorprone.bugpatterns.BugChecker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Compiles sample sources with a check, [PooledNotClosed] unless said, and compares what it
/// reports with the `// BUG:` comments in them: each one must be there, and nothing else.
final class Corpus {
  private Corpus() {}

  /// The samples in which nothing is done to a resource after its end.
  static List<String> quietSamples() {
    return List.of(
        "EndedQuiet.java",
        "BranchesQuiet.java",
        "ContainersQuiet.java",
        "CustomQuiet.java",
        "InferenceQuiet.java",
        "LambdasQuiet.java",
        "LoopsQuiet.java",
        "SwitchQuiet.java",
        "TryQuiet.java");
  }

  static void check(String... names) {
    helper(names).doTest();
  }

  static void check(Class<? extends BugChecker> check, String name) {
    helper(check, name).doTest();
  }

  static CompilationTestHelper helper(String... names) {
    return helper(PooledNotClosed.class, names);
  }

  private static CompilationTestHelper helper(Class<? extends BugChecker> check, String... names) {
    CompilationTestHelper helper = CompilationTestHelper.newInstance(check, Corpus.class);
    for (String name : names) {
      helper.addSourceLines(name, read(name));
    }
    return helper;
  }

  private static String read(String name) {
    try (InputStream source = Corpus.class.getResourceAsStream("/corpus/" + name)) {
      if (source == null) {
        throw new IllegalArgumentException("there is no sample " + name);
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
