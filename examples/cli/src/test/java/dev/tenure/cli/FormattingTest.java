package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every source is as google-java-format writes it. With `-Dformat=write` the files are changed
/// instead of reported.
class FormattingTest {
  private static final boolean WRITE = "write".equals(System.getProperty("format"));

  @Test
  void everySourceIsFormatted() throws IOException, FormatterException {
    List<Path> sources = Repository.files(".java");
    assertThat(sources).hasSizeGreaterThan(50);
    List<Path> unformatted = new ArrayList<>();
    for (Path source : sources) {
      String text = Files.readString(source);
      String formatted = format(text);
      if (!formatted.equals(text)) {
        unformatted.add(Repository.root().relativize(source));
        if (WRITE) {
          Files.writeString(source, formatted);
        }
      }
    }
    if (!WRITE) {
      assertThat(unformatted)
          .as(
              "not formatted; to format them: mvn test -pl examples/cli -am -Dformat=write "
                  + "-Dtest=FormattingTest -Dsurefire.failIfNoSpecifiedTests=false")
          .isEmpty();
    }
  }

  private static String format(String text) throws FormatterException {
    String ordered = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
    return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
  }
}
