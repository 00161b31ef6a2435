package dev.tenure.benchmarks.checks.code;

import dev.tenure.benchmarks.checks.Table;
import dev.tenure.benchmarks.checks.Workplace;
import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.Finding;
import dev.tenure.checks.cli.SourceChecker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Runs the checks over libraries that nobody here wrote, and writes down every diagnostic, with
/// the code around it, for a person to judge.
public final class RealCode {
  private static final String POOLED_TYPE = "java.io.Closeable";
  private static final List<String> LIBRARIES =
      List.of(
          "commons-io",
          "commons-lang3",
          "commons-compress",
          "guava",
          "lucene-core",
          "netty-buffer",
          "HikariCP");

  private final Path sourceJars;
  private final Table table =
      new Table(List.of("library", "files", "lines", "errors", "warnings", "does not compile"));
  private final StringBuilder listing = new StringBuilder();

  private RealCode(Path sourceJars) {
    this.sourceJars = sourceJars;
  }

  /// Checks the libraries and writes the page; for named libraries, a page of its own.
  ///
  /// @param workplace where the source jars are and the page goes
  /// @param names the libraries to check; all if empty
  /// @throws IOException if a file cannot be read or written
  public static void run(Workplace workplace, List<String> names) throws IOException {
    RealCode run = new RealCode(workplace.sourceJars());
    for (String library : names.isEmpty() ? LIBRARIES : names) {
      System.out.println("checking " + library);
      run.check(SourceJar.unpack(run.sourceJars, library));
    }
    workplace.writePage(
        names.isEmpty() ? "real-code.md" : "real-code-%s.md".formatted(String.join("-", names)),
        """
        # What the checks say of code that nobody here wrote

        Written by `examples/benchmarks/run real-code`, with `--pooled-type %s`. %s

        %s
        %s\
        """
            .formatted(POOLED_TYPE, Workplace.measuredOn(), run.table, run.listing));
  }

  private void check(SourceJar library) throws IOException {
    CheckResult result = new SourceChecker().check(request(library));
    table.add(
        List.of(
            library.name(),
            String.valueOf(library.files().size()),
            String.valueOf(library.lines()),
            count(result, Finding.Severity.ERROR),
            count(result, Finding.Severity.WARNING),
            String.valueOf(result.errors().size())));
    listing.append("## ").append(library.name()).append("\n\n");
    for (Finding finding : result.findings()) {
      listing.append(entry(library, finding));
    }
    result.errors().forEach(error -> System.err.println(error.headline()));
  }

  private static CheckRequest request(SourceJar library) {
    List<Path> classPath =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getProperty("java.class.path"))
            .map(Path::of)
            .toList();
    return new CheckRequest(
        library.files(),
        classPath,
        OptionalInt.empty(),
        List.of(POOLED_TYPE),
        List.of(),
        List.of(),
        List.of());
  }

  private static String count(CheckResult result, Finding.Severity severity) {
    return String.valueOf(
        result.findings().stream().filter(each -> each.severity() == severity).count());
  }

  private static String entry(SourceJar library, Finding finding) throws IOException {
    Path file = library.folder().relativize(finding.file());
    return "### %s:%d\n\n%s [%s] %s\n\n```java\n%s```\n\n"
        .formatted(
            file,
            finding.line(),
            finding.severity().label(),
            finding.check(),
            finding.message(),
            around(Files.readString(finding.file()), (int) finding.line()));
  }

  /// Returns three lines before and after a line, and the line itself, with their numbers.
  static String around(String source, int line) {
    List<String> lines = source.lines().toList();
    int first = Math.max(1, line - 3);
    int last = Math.min(lines.size(), line + 3);
    return IntStream.rangeClosed(first, last)
        .mapToObj(n -> "%5d%s %s%n".formatted(n, n == line ? ">" : " ", lines.get(n - 1)))
        .collect(Collectors.joining());
  }
}
