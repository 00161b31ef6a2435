package dev.tenure.checks.cli;

import dev.tenure.checks.report.FindingLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Mends what the checks find, as far as a safe fix is known.
///
/// A fix is kept only if the sources compile with it, and the checks find less where it was made
/// and nothing new anywhere. Fixes of different members are tried in one compilation; those that
/// fail give way to the next candidate. Nothing is written.
///
/// Instances hold no state and may be shared by threads.
public final class SourceFixer {
  /// Creates a fixer.
  public SourceFixer() {}

  /// Mends sources in memory.
  ///
  /// @param request what to check and mend; files of it that are not valid UTF-8 are left alone
  /// @return the new texts
  /// @throws IOException if a source cannot be read
  public FixResult fix(CheckRequest request) throws IOException {
    return fix(request, List.of());
  }

  /// Mends sources in memory.
  ///
  /// @param generated folders whose files are not to be changed
  FixResult fix(CheckRequest request, List<Path> generated) throws IOException {
    return new Session(request, editable(request, generated)).run();
  }

  /// Returns the texts of the files that may be changed.
  ///
  /// @param generated folders whose files may not
  static Map<Path, String> editable(CheckRequest request, List<Path> generated) throws IOException {
    Map<Path, String> texts = new LinkedHashMap<>();
    for (Path source : request.sources()) {
      Path absolute = source.toAbsolutePath();
      if (generated.stream().anyMatch(absolute::startsWith)) {
        continue;
      }
      // What was no UTF-8 has been decoded to something else, which must not be written back.
      byte[] bytes = Files.readAllBytes(source);
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
        texts.put(source, text);
      }
    }
    return texts;
  }

  /// Returns a request for all checks, so that none finds anything new, whichever are asked for.
  static CheckRequest verifying(CheckRequest request) {
    return request
        .forAllChecks()
        .with("-XepOpt:" + FindingLog.FIXES_OPTION + "=true", "-XepOpt:Tenure:Verbose=true");
  }

  /// One run over the sources.
  private static final class Session {
    private final CheckRequest request;
    private final CheckRequest verifying;
    private final Map<Path, String> original;
    private final Set<String> tried = new HashSet<>();
    private final List<FixResult.Fixed> fixed = new ArrayList<>();
    private Sources sources;

    Session(CheckRequest request, Map<Path, String> texts) throws IOException {
      this.request = request;
      this.verifying = SourceFixer.verifying(request);
      this.original = texts;
      this.sources = Sources.of(verifying, texts);
    }

    FixResult run() throws IOException {
      if (!sources.compiles()) {
        return new FixResult(Map.of(), List.of(), List.of(), sources.run().result().errors());
      }
      for (List<Attempt> next = next(); !next.isEmpty(); next = next()) {
        accept(next);
      }
      Map<Path, String> changed = changed();
      CheckResult left = new SourceChecker().run(request, changed).result();
      return new FixResult(changed, fixed, left.findings(), left.errors());
    }

    private List<Attempt> next() {
      return sources.attempts(
          attempt -> request.runs(attempt.finding().check()) && !tried.contains(attempt.key()));
    }

    /// Keeps those of some attempts that hold, as far as one compilation after another tells.
    private void accept(List<Attempt> attempts) throws IOException {
      Sources after = sources.with(attempts, verifying);
      List<Attempt> good =
          attempts.stream().filter(attempt -> sources.isMended(attempt, attempts, after)).toList();
      if (good.size() == attempts.size() && after.hasNothingNew(sources)) {
        attempts.forEach(attempt -> fixed.add(attempt.fixed()));
        sources = after;
      } else if (good.size() < attempts.size() && !good.isEmpty()) {
        attempts.stream().filter(attempt -> !good.contains(attempt)).forEach(this::giveUp);
        accept(good);
      } else if (attempts.size() > 1) {
        // Something is wrong elsewhere: fewer at once tell which of them it is.
        accept(attempts.subList(0, attempts.size() / 2));
      } else {
        giveUp(attempts.getFirst());
      }
    }

    private void giveUp(Attempt attempt) {
      tried.add(attempt.key());
    }

    private Map<Path, String> changed() {
      Map<Path, String> changed = new LinkedHashMap<>();
      sources
          .texts()
          .forEach((file, text) -> {
            String before = original.getOrDefault(file, text);
            if (!text.equals(before)) {
              changed.put(file, LeftImports.removed(before, text));
            }
          });
      return changed;
    }
  }
}
