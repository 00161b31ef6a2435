package dev.tenure.checks.report;

import com.google.errorprone.BugCheckerInfo;
import com.google.errorprone.BugPattern;
import com.google.errorprone.bugpatterns.BugChecker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/// What a report tells of a check.
///
/// @param name the check's name
/// @param summary one sentence
/// @param explanation why it matters
/// @param link where its page is
/// @param level how grave its findings are by default
/// @param page its page, in Markdown
public record Rule(
    String name,
    String summary,
    String explanation,
    String link,
    ReportedFinding.Level level,
    String page) {
  private static final String OWN_PACKAGE = "dev.tenure.checks.";

  /// Returns the checks of this library.
  ///
  /// @return all of them, by name
  public static List<Rule> all() {
    return ServiceLoader.load(BugChecker.class, Rule.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::type)
        .filter(type -> type.getName().startsWith(OWN_PACKAGE))
        .map(Rule::of)
        .sorted(Comparator.comparing(Rule::name))
        .toList();
  }

  private static Rule of(Class<? extends BugChecker> check) {
    BugPattern pattern = check.getAnnotation(BugPattern.class);
    BugCheckerInfo info = BugCheckerInfo.create(check);
    return new Rule(
        info.canonicalName(),
        pattern.summary(),
        pattern.explanation().isEmpty() ? pattern.summary() : pattern.explanation(),
        pattern.link(),
        pattern.severity() == BugPattern.SeverityLevel.ERROR
            ? ReportedFinding.Level.ERROR
            : ReportedFinding.Level.WARNING,
        page(info.canonicalName(), pattern.summary()));
  }

  private static String page(String check, String fallback) {
    try (InputStream page =
        Rule.class.getResourceAsStream("/dev/tenure/checks/docs/" + check + ".md")) {
      return page == null ? fallback : new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
