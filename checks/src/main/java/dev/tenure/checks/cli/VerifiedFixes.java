package dev.tenure.checks.cli;

import dev.tenure.checks.report.OfferedFix;
import dev.tenure.checks.report.ReportedFinding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A fix of each finding that has one, as a change of the sources as they are: whoever reads a
/// report chooses some of them. [SourceFixer] mends all there is, one after the other.
///
/// A fix is verified as there: the sources compile with it, the finding is gone, and nothing new is
/// found. Fixes of different members are tried in one compilation; two of one member never are, so
/// that none needs another. Immutable.
public final class VerifiedFixes {
  /// No fixes.
  public static final VerifiedFixes NONE = new VerifiedFixes(Map.of());

  /// What tells a finding from others, whichever compilation reported it.
  private record Key(String check, URI file, long line, String message) {
    static Key of(ReportedFinding finding) {
      return new Key(finding.check(), finding.file(), finding.line(), finding.message());
    }
  }

  private final Map<Key, OfferedFix> fixes;

  private VerifiedFixes(Map<Key, OfferedFix> fixes) {
    this.fixes = fixes;
  }

  /// Finds the fixes of sources.
  ///
  /// @param request what to check
  /// @return the fixes; none if the sources do not compile
  /// @throws IOException if a source cannot be read
  public static VerifiedFixes of(CheckRequest request) throws IOException {
    return of(request, List.of());
  }

  /// Finds the fixes of sources.
  ///
  /// @param generated folders whose files are not to be changed
  static VerifiedFixes of(CheckRequest request, List<Path> generated) throws IOException {
    return new VerifiedFixes(new Search(request, SourceFixer.editable(request, generated)).run());
  }

  /// Returns a finding with its fix.
  ///
  /// @param finding what a check found in the same sources
  /// @return the same finding, as it is if there is no fix
  public ReportedFinding addTo(ReportedFinding finding) {
    return Optional.ofNullable(fixes.get(Key.of(finding))).map(finding::with).orElse(finding);
  }

  /// One run over the sources.
  private static final class Search {
    private final CheckRequest request;
    private final CheckRequest verifying;
    private final Sources sources;
    private final Set<String> tried = new HashSet<>();
    private final Set<Key> ambiguous = new HashSet<>();
    private final Map<Key, OfferedFix> found = new HashMap<>();

    Search(CheckRequest request, Map<Path, String> texts) throws IOException {
      this.request = request;
      this.verifying = SourceFixer.verifying(request);
      this.sources = Sources.of(verifying, texts);
    }

    Map<Key, OfferedFix> run() throws IOException {
      if (sources.compiles()) {
        noteAmbiguous();
        for (List<Attempt> next = next(); !next.isEmpty(); next = next()) {
          verify(next);
        }
      }
      return Map.copyOf(found);
    }

    /// Of two findings with the same words on one line, nobody could tell whose a fix is.
    private void noteAmbiguous() {
      Set<Key> seen = new HashSet<>();
      sources.run().reported().stream()
          .distinct()
          .map(Key::of)
          .filter(key -> !seen.add(key))
          .forEach(ambiguous::add);
    }

    private List<Attempt> next() {
      return sources.attempts(this::isWanted);
    }

    private boolean isWanted(Attempt attempt) {
      Key key = Key.of(attempt.finding());
      return request.runs(attempt.finding().check())
          && !found.containsKey(key)
          && !ambiguous.contains(key)
          && !tried.contains(attempt.key());
    }

    /// What is neither kept nor given up comes again.
    private void verify(List<Attempt> attempts) throws IOException {
      Sources after = sources.with(attempts, verifying);
      List<Attempt> good =
          attempts.stream().filter(attempt -> sources.isMended(attempt, attempts, after)).toList();
      if (good.size() == attempts.size() && after.hasNothingNew(sources)) {
        attempts.forEach(this::keep);
      } else if (good.size() < attempts.size()) {
        attempts.stream()
            .filter(attempt -> !good.contains(attempt))
            .forEach(attempt -> tried.add(attempt.key()));
      } else if (attempts.size() > 1) {
        verify(attempts.subList(0, attempts.size() / 2));
      } else {
        tried.add(attempts.getFirst().key());
      }
    }

    private void keep(Attempt attempt) {
      String text = Objects.requireNonNull(sources.texts().get(attempt.file()));
      found.put(Key.of(attempt.finding()), OfferedFix.of(attempt.fix(), text));
    }
  }
}
