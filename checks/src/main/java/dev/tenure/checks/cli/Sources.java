package dev.tenure.checks.cli;

import dev.tenure.checks.fix.Edit;
import dev.tenure.checks.fix.Fix;
import dev.tenure.checks.report.Repair;
import dev.tenure.checks.report.ReportedFinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sources as they are after some fixes, and what the checks say of them. Immutable.
///
/// @param texts the text of each file that may be changed
/// @param run what came of compiling them
record Sources(Map<Path, String> texts, SourceChecker.Run run) {
  /// What a message is about stands first in backquotes.
  private static final Pattern SUBJECT = Pattern.compile("`([^`]*)`");

  static Sources of(CheckRequest request, Map<Path, String> texts) throws IOException {
    return new Sources(texts, new SourceChecker().run(request, texts));
  }

  private String text(Path file) {
    return Objects.requireNonNull(texts.get(file));
  }

  boolean compiles() {
    return run.result().errors().isEmpty();
  }

  /// Returns the next fix to try of each member that has one.
  ///
  /// @param wanted which may be tried
  List<Attempt> attempts(Predicate<Attempt> wanted) {
    List<Attempt> chosen = new ArrayList<>();
    for (ReportedFinding finding : inOrder()) {
      Path file = fileOf(finding);
      if (file != null) {
        next(finding, file, wanted)
            .filter(attempt -> chosen.stream().noneMatch(attempt::collidesWith))
            .ifPresent(chosen::add);
      }
    }
    return chosen;
  }

  private List<ReportedFinding> inOrder() {
    return run.reported().stream()
        .distinct()
        .sorted(
            Comparator.comparing(ReportedFinding::file)
                .thenComparingInt(finding -> finding.repair().position()))
        .toList();
  }

  private Optional<Attempt> next(ReportedFinding finding, Path file, Predicate<Attempt> wanted) {
    for (int i = 0; i < finding.repair().candidates().size(); i++) {
      Attempt attempt = Attempt.of(file, text(file), finding, i);
      if (wanted.test(attempt)) {
        return Optional.of(attempt);
      }
    }
    return Optional.empty();
  }

  private @Nullable Path fileOf(ReportedFinding finding) {
    for (Path file : texts.keySet()) {
      if (file.toUri().equals(finding.file())) {
        return file;
      }
    }
    return null;
  }

  /// Returns the sources after some fixes.
  Sources with(List<Attempt> attempts, CheckRequest request) throws IOException {
    Map<Path, String> changed = new LinkedHashMap<>(texts);
    for (Path file : attempts.stream().map(Attempt::file).distinct().toList()) {
      changed.put(file, all(file, attempts).apply(text(file)));
    }
    return of(request, changed);
  }

  /// All edits of a file as one; two fixes may add the same import.
  private static Fix all(Path file, List<Attempt> attempts) {
    Set<Edit> edits = new LinkedHashSet<>();
    List<Edit> repeated = new ArrayList<>();
    for (Attempt attempt : attempts) {
      if (attempt.file().equals(file)) {
        for (Edit edit : attempt.fix().edits()) {
          if (edit.text().strip().startsWith("import ")) {
            edits.add(edit);
          } else {
            repeated.add(edit);
          }
        }
      }
    }
    repeated.addAll(0, edits);
    return new Fix("all", repeated);
  }

  /// Returns whether an attempt held: where it was made the finding is gone, there is nothing that
  /// was not there before, and it compiles.
  ///
  /// @param together all attempts that were made with it
  boolean isMended(Attempt attempt, List<Attempt> together, Sources after) {
    Path file = attempt.file();
    Fix all = all(file, together);
    Repair.Piece now =
        new Repair.Piece(all.moved(attempt.region().start()), all.moved(attempt.region().end()));
    if (after.hasErrorIn(file, now)) {
      return false;
    }
    if (!after.compiles()) {
      // The errors are elsewhere: nothing was checked, so nothing is known yet.
      return true;
    }
    Map<String, Integer> was = count(isIn(attempt.region(), attempt.finding()));
    Map<String, Integer> is = after.count(isIn(now, attempt.finding()));
    String mended = keyOf(attempt.finding());
    return isWithin(is, was) && is.getOrDefault(mended, 0) < was.getOrDefault(mended, 0);
  }

  private static Predicate<ReportedFinding> isIn(Repair.Piece piece, ReportedFinding sameFile) {
    return finding ->
        finding.file().equals(sameFile.file()) && piece.contains(finding.repair().position());
  }

  private boolean hasErrorIn(Path file, Repair.Piece piece) {
    int start = lineOf(text(file), piece.start());
    int end = lineOf(text(file), piece.end());
    return run.result().errors().stream()
        .anyMatch(error ->
            error.file().filter(file::equals).isPresent()
                && start <= error.line()
                && error.line() <= end);
  }

  private static int lineOf(String text, int position) {
    return 1
        + (int)
            text.substring(0, Math.min(position, text.length()))
                .chars()
                .filter(character -> character == '\n')
                .count();
  }

  /// Returns whether these sources compile, and the checks find nothing in them that they did not
  /// find before, nor give up on more bodies.
  boolean hasNothingNew(Sources before) {
    return compiles()
        && run.leftAlone() <= before.run.leftAlone()
        && isWithin(count(finding -> true), before.count(finding -> true));
  }

  private Map<String, Integer> count(Predicate<ReportedFinding> counted) {
    Map<String, Integer> counts = new HashMap<>();
    run.reported().stream()
        .distinct()
        .filter(counted)
        .forEach(finding -> counts.merge(keyOf(finding), 1, Integer::sum));
    return counts;
  }

  private static boolean isWithin(Map<String, Integer> is, Map<String, Integer> was) {
    return is.entrySet().stream()
        .allMatch(entry -> entry.getValue() <= was.getOrDefault(entry.getKey(), 0));
  }

  /// Check, file and what it is about: lines move, and so do the paths that messages describe.
  private static String keyOf(ReportedFinding finding) {
    Matcher subject = SUBJECT.matcher(finding.message());
    return finding.check()
        + "|"
        + finding.file()
        + "|"
        + (subject.find() ? subject.group(1) : finding.message());
  }
}
