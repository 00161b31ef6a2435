package dev.tenure.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.CompilationTestHelper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PageTest {
  private static final Pattern SNIPPET =
      Pattern.compile("```java\n// (wrong|right)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ACQUISITION = Pattern.compile("(?m)^(?=.*\\.rent\\()");

  @Test
  void everyWrongSnippetOfThePageIsReported() throws IOException {
    List<String> wrong = snippets("wrong");
    assertThat(wrong).hasSizeGreaterThanOrEqualTo(3);
    for (String snippet : wrong) {
      String expected =
          ACQUISITION
              .matcher(snippet)
              .replaceFirst("// BUG: Diagnostic contains: PooledNotClosed\n");
      compile(expected);
    }
  }

  @Test
  void everyRightSnippetOfThePageIsQuiet() throws IOException {
    List<String> right = snippets("right");
    assertThat(right).hasSizeGreaterThanOrEqualTo(3);
    right.forEach(PageTest::compile);
  }

  @Test
  void theLinkLeadsToThePage() {
    Path page = Path.of(PooledNotClosed.LINK.replaceFirst(".*/checks/", ""));
    assertThat(page).exists();
  }

  private static List<String> snippets(String kind) throws IOException {
    String page = Files.readString(Path.of("docs", "PooledNotClosed.md"));
    return SNIPPET
        .matcher(page)
        .results()
        .filter(match -> match.group(1).equals(kind))
        .map((MatchResult match) -> match.group(2))
        .toList();
  }

  private static void compile(String members) {
    CompilationTestHelper.newInstance(PooledNotClosed.class, PageTest.class)
        .addSourceLines(
            "Snippet.java",
            "import dev.tenure.memory.*;",
            "import dev.tenure.tensor.*;",
            "class Snippet {",
            members,
            "}")
        .doTest();
  }
}
