package dev.tenure.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.BugPattern;
import com.google.errorprone.CompilationTestHelper;
import com.google.errorprone.bugpatterns.BugChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The snippets of a check's page are reported where they say `wrong`, and quiet where they say
/// `right`.
final class PageTest {
  private static final Pattern SNIPPET =
      Pattern.compile("```java\n// (wrong|right)\n(.*?)```", Pattern.DOTALL);

  /// A page, and what stands on the first line that its wrong snippets are reported on.
  enum Page {
    POOLED_NOT_CLOSED(PooledNotClosed.class, "\\.rent\\("),
    USE_AFTER_CLOSE(UseAfterClose.class, "(?:return t\\.get| scope\\.close)"),
    DOUBLE_CLOSE(DoubleClose.class, " t\\.close"),
    ON_EXCEPTION(PooledNotClosedOnException.class, "\\.rent\\("),
    BORROW_CLOSED(BorrowClosed.class, "\\.close\\("),
    OWNING_FIELD(OwningFieldNotClosed.class, "(?:private final PooledTensor bias|scratch = pool)"),
    BORROW_ESCAPES(BorrowEscapes.class, "return (?:t\\.slice|scope\\.rent)"),
    WORKSPACE_INVALIDATED(WorkspaceInvalidated.class, "return first"),
    UNINITIALIZED_READ(UninitializedRead.class, " accumulate\\(a, sum\\);"),
    ALIASED_DESTINATION(AliasedDestination.class, "multiply\\(a, a, a\\)"),
    LIFETIME_CONTRACT(LifetimeContract.class, "@(?:Borrowed\\(\"scope\"\\)|Pooled PooledTensor t)"),
    HOT_PATH(HotPathAllocation.class, "(?:scores = new float\\[position|  grow\\()");

    private final Class<? extends BugChecker> check;
    private final Pattern reported;

    Page(Class<? extends BugChecker> check, String reported) {
      this.check = check;
      this.reported = Pattern.compile("(?m)^(?=.*" + reported + ")");
    }

    String name(String format) {
      return format.formatted(check.getSimpleName());
    }

    List<String> snippets(String kind) throws IOException {
      return SNIPPET
          .matcher(Files.readString(Path.of("docs", name("%s.md"))))
          .results()
          .filter(match -> match.group(1).equals(kind))
          .map(match -> match.group(2))
          .toList();
    }

    void compile(String members) {
      CompilationTestHelper.newInstance(check, PageTest.class)
          .addSourceLines(
              "Snippet.java",
              "import dev.tenure.annotations.*;",
              "import dev.tenure.memory.*;",
              "import dev.tenure.tensor.*;",
              "import java.util.*;",
              "class Snippet {",
              members,
              "}")
          .doTest();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyWrongSnippetIsReported(Page page) throws IOException {
    List<String> wrong = page.snippets("wrong");
    assertThat(wrong).isNotEmpty();
    for (String snippet : wrong) {
      String marker = page.name("// BUG: Diagnostic contains: %s\n");
      page.compile(page.reported.matcher(snippet).replaceFirst(marker));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRightSnippetIsQuiet(Page page) throws IOException {
    List<String> right = page.snippets("right");
    assertThat(right).isNotEmpty();
    right.forEach(page::compile);
  }

  @ParameterizedTest
  @EnumSource
  void theLinkLeadsToThePage(Page page) {
    String link = page.check.getAnnotation(BugPattern.class).link();

    assertThat(Path.of(link.replaceFirst(".*/checks/", ""))).exists();
  }
}
