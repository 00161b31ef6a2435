package dev.tenure.checks.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Finds suppressions of our checks that suppress nothing: it compiles the sources without them and
/// looks where findings appear.
public final class UnusedSuppressions {
  /// What such a finding is called; it is no check.
  public static final String NAME = "UnusedSuppression";

  /// A suppression of one check, and the lines that it covers.
  private record Candidate(Path file, String check, long line, Declaration declaration) {}

  private final CheckRequest request;
  private final List<Candidate> candidates = new ArrayList<>();

  private UnusedSuppressions(CheckRequest request) {
    this.request = request;
  }

  /// Returns the suppressions that are not needed.
  ///
  /// @param request what to check, and how
  /// @return a warning for each, on the line of the annotation; none if the sources do not compile
  /// @throws IOException if a source cannot be read, or no temporary file written
  public static List<Finding> find(CheckRequest request) throws IOException {
    Path folder = Files.createTempDirectory("tenure");
    try {
      return new UnusedSuppressions(request).find(folder);
    } finally {
      delete(folder);
    }
  }

  private List<Finding> find(Path folder) throws IOException {
    Map<Path, Path> originals = new LinkedHashMap<>();
    for (Path source : request.sources()) {
      originals.put(bare(source, folder.resolve(String.valueOf(originals.size()))), source);
    }
    if (candidates.isEmpty()) {
      return List.of();
    }
    CheckResult result = new SourceChecker().check(without(originals.keySet().stream().toList()));
    return result.errors().isEmpty()
        ? candidates.stream()
            .filter(candidate -> !isNeeded(candidate, result.findings(), originals))
            .map(UnusedSuppressions::warning)
            .sorted(Finding.BY_PLACE)
            .toList()
        : List.of();
  }

  private static boolean isNeeded(
      Candidate candidate, List<Finding> findings, Map<Path, Path> originals) {
    return findings.stream()
        .anyMatch(finding ->
            finding.check().equals(candidate.check())
                && candidate.file().equals(originals.get(finding.file()))
                && candidate.declaration().contains(finding.line()));
  }

  private static Finding warning(Candidate candidate) {
    return new Finding(
        candidate.file(),
        candidate.line(),
        Finding.Severity.WARNING,
        NAME,
        "`%s` finds nothing here, so it need not be suppressed. Remove its name."
            .formatted(candidate.check()),
        List.of(),
        List.of());
  }

  /// Copies a source with the names of our checks blanked out, so that lines stay where they are;
  /// one that has none is used where it is.
  private Path bare(Path source, Path folder) throws IOException {
    StringBuilder text = new StringBuilder(Files.readString(source));
    boolean changed = false;
    for (Declaration declaration : Declaration.in(source)) {
      for (Declaration.Name name :
          declaration.suppression().map(Declaration.Suppression::names).orElse(List.of())) {
        if (SourceChecker.checkNames().contains(name.text())) {
          long line = declaration.suppression().orElseThrow().line();
          candidates.add(new Candidate(source, name.text(), line, declaration));
          int start = name.start() + 1;
          text.replace(start, start + name.text().length(), "_".repeat(name.text().length()));
          changed = true;
        }
      }
    }
    if (!changed) {
      return source;
    }
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(source.getFileName()), text);
  }

  private CheckRequest without(List<Path> sources) {
    return new CheckRequest(
        sources,
        request.classPath(),
        request.release(),
        request.pooledTypes(),
        request.checks(),
        request.annotationProcessors(),
        request.compilerOptions());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(UnusedSuppressions::deleteOne);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
