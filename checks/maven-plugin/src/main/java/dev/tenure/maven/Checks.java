package dev.tenure.maven;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The names of the checks, from the list that the build of this plugin copies out of theirs: their
/// classes are for a later Java than Maven may run on.
final class Checks {
  private static final String LIST = "com.google.errorprone.bugpatterns.BugChecker";
  private static final String PACKAGE = "dev.tenure.checks.";

  private Checks() {}

  static List<String> names() {
    try (InputStream list = Checks.class.getResourceAsStream(LIST)) {
      if (list == null) {
        throw new IllegalStateException("the plugin was built without its list of checks");
      }
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(PACKAGE))
          .map(line -> line.substring(PACKAGE.length()).strip())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
