package dev.tenure.checks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Writes `@SuppressWarnings` into sources, on the member that each finding stands in.
public final class Suppressions {
  private final String reason;

  /// Makes an instance that gives a reason with each suppression.
  ///
  /// @param reason why nothing is done about the findings
  public Suppressions(String reason) {
    this.reason = reason.strip().replaceAll("\\s+", " ").replace("*/", "* /");
  }

  /// Returns sources in which findings are suppressed. Nothing is written.
  ///
  /// @param findings what to suppress
  /// @return the new text of each file that has findings and is on disk
  /// @throws IOException if a source cannot be read
  public Map<Path, String> suppress(List<Finding> findings) throws IOException {
    Map<Path, List<Finding>> byFile =
        findings.stream()
            .filter(finding -> Files.isRegularFile(finding.file()))
            .collect(Collectors.groupingBy(Finding::file, LinkedHashMap::new, Collectors.toList()));
    Map<Path, String> texts = new LinkedHashMap<>();
    for (Map.Entry<Path, List<Finding>> entry : byFile.entrySet()) {
      texts.put(entry.getKey(), suppress(entry.getKey(), entry.getValue()));
    }
    return texts;
  }

  private record Edit(int position, String text) {}

  private String suppress(Path file, List<Finding> findings) throws IOException {
    List<Declaration> declarations = Declaration.in(file);
    Map<Declaration, SortedSet<String>> checks = new LinkedHashMap<>();
    for (Finding finding : findings) {
      innermost(declarations, finding.line())
          .ifPresent(
              at -> checks.computeIfAbsent(at, unused -> new TreeSet<>()).add(finding.check()));
    }
    String text = Files.readString(file);
    List<Edit> edits = new ArrayList<>();
    checks.forEach((at, names) -> edits.addAll(edits(text, at, names)));
    StringBuilder changed = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparingInt(Edit::position).reversed())
        .forEach(edit -> changed.insert(edit.position(), edit.text()));
    return changed.toString();
  }

  private static Optional<Declaration> innermost(List<Declaration> declarations, long line) {
    return declarations.stream()
        .filter(declaration -> declaration.member() && declaration.contains(line))
        .reduce((outer, inner) -> inner);
  }

  private List<Edit> edits(String text, Declaration at, SortedSet<String> checks) {
    return at.suppression()
        .map(existing -> extended(text, existing, checks))
        .orElseGet(() -> List.of(added(text, at, checks)));
  }

  private Edit added(String text, Declaration at, SortedSet<String> checks) {
    String names = quoted(checks);
    String annotation =
        "@SuppressWarnings(" + (checks.size() == 1 ? names : "{" + names + "}") + ")";
    String indent = text.substring(text.lastIndexOf('\n', at.start() - 1) + 1, at.start());
    return indent.isBlank()
        ? new Edit(at.start(), annotation + " // " + reason + lineEnd(text) + indent)
        : new Edit(at.start(), annotation + " /* " + reason + " */ ");
  }

  private List<Edit> extended(
      String text, Declaration.Suppression existing, SortedSet<String> checks) {
    SortedSet<String> missing = new TreeSet<>(checks);
    missing.removeIf(existing::contains);
    if (missing.isEmpty()) {
      return List.of();
    }
    String why = " /* " + reason + " */";
    if (text.charAt(existing.value()) == '{') {
      String more = quoted(missing) + (existing.names().isEmpty() ? "" : ", ");
      return List.of(new Edit(existing.value() + 1, more), new Edit(existing.end(), why));
    }
    return List.of(
        new Edit(existing.value(), "{"),
        new Edit(existing.valueEnd(), ", " + quoted(missing) + "}"),
        new Edit(existing.end(), why));
  }

  private static String quoted(SortedSet<String> names) {
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
  }

  private static String lineEnd(String text) {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }
}
