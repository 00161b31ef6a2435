package dev.tenure.checks.cli;

import dev.tenure.checks.report.Fingerprints;
import dev.tenure.checks.report.SourceLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Findings that are known and not to be reported again, so that the checks can be turned on where
/// there are many. A baseline shrinks when findings go, and never grows.
///
/// The file has a line for each finding: check, fingerprint, and the source file as seen from the
/// baseline's folder. Immutable.
public final class Baseline {
  private static final String HEADER =
      """
      # Findings that Tenure knows of, one a line. The list may only shrink:
      # --write-baseline leaves out what is gone and adds nothing.
      """;

  private static final Pattern ENTRY = Pattern.compile("\\w+ [0-9a-f]{16} \\S.*");

  private final Path file;
  private final SortedSet<String> entries;

  private Baseline(Path file, Collection<String> entries) {
    this.file = file;
    this.entries = new TreeSet<>(entries);
  }

  /// Reads a baseline.
  ///
  /// @param file where it is
  /// @return what it holds
  /// @throws IOException if it cannot be read, or a line is no entry
  public static Baseline read(Path file) throws IOException {
    List<String> entries = new ArrayList<>();
    int line = 0;
    for (String text : Files.readAllLines(file)) {
      line++;
      if (!text.isBlank() && !text.startsWith("#")) {
        if (!ENTRY.matcher(text).matches()) {
          throw new IOException(
              "%s:%d: '%s' is no entry of a baseline; delete the file and write it again"
                  .formatted(file, line, text));
        }
        entries.add(text);
      }
    }
    return new Baseline(file, entries);
  }

  /// Makes a baseline of what was found.
  ///
  /// @param file where it is going to be
  /// @param findings the findings, in the order of [CheckResult]
  /// @return a baseline that knows them all
  public static Baseline of(Path file, List<Finding> findings) {
    return new Baseline(file, new Baseline(file, List.of()).entries(findings));
  }

  /// Returns the findings that are not known.
  ///
  /// @param findings the findings, in the order of [CheckResult]
  /// @return those to report
  public List<Finding> unknown(List<Finding> findings) {
    List<String> named = entries(findings);
    List<Finding> unknown = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      if (!entries.contains(named.get(i))) {
        unknown.add(findings.get(i));
      }
    }
    return unknown;
  }

  /// Returns what is left of the baseline.
  ///
  /// @param findings the findings of now, in the order of [CheckResult]
  /// @return a baseline without what is gone
  public Baseline shrunkTo(List<Finding> findings) {
    SortedSet<String> left = new TreeSet<>(entries);
    left.retainAll(entries(findings));
    return new Baseline(file, left);
  }

  /// Returns how many findings it knows.
  ///
  /// @return the number of entries
  public int size() {
    return entries.size();
  }

  /// Writes the baseline to its file.
  ///
  /// @throws IOException if it cannot be written
  public void write() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    entries.forEach(entry -> text.append(entry).append('\n'));
    Files.writeString(file, text);
  }

  private List<String> entries(List<Finding> findings) {
    Fingerprints fingerprints = new Fingerprints();
    SourceLines lines = new SourceLines();
    List<String> names = new ArrayList<>();
    for (Finding finding : findings) {
      String name = nameOf(finding.file());
      String line = lines.at(finding.file().toUri(), finding.line());
      names.add(
          finding.check() + " " + fingerprints.next(finding.check(), name, line) + " " + name);
    }
    return names;
  }

  private String nameOf(Path source) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path absolute = source.toAbsolutePath().normalize();
    Path name = folder == null ? absolute : folder.relativize(absolute);
    return name.toString().replace('\\', '/');
  }
}
