package dev.tenure.checks.cli;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.tools.javac.util.Context;
import dev.tenure.checks.fix.TextChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The verified fixes of a build that asks for them by [#OPTION], for Error Prone to apply where it
/// patches sources (`-XepPatchChecks`). No other build pays for them.
///
/// All sources of the compilation are mended together when the first finding is reported. The
/// change of a file is one fix, and belongs to the first finding in it that asks: what is mended in
/// one body is often one change, though it mends several findings.
///
/// It lives in the compiler's context, and serves one compilation on its thread.
public final class BuildFixes {
  /// The option that names the checks whose findings are to be mended; `all` stands for all.
  public static final String OPTION = "Tenure:Fixes";

  private static final Context.Key<BuildFixes> KEY = new Context.Key<>();

  private final Map<URI, SuggestedFix> left;

  private BuildFixes(Map<URI, SuggestedFix> left) {
    this.left = left;
  }

  /// Returns the fix that a finding is to carry.
  ///
  /// @param state where the check stands
  /// @return the change of its file, once for each file; empty in a build that does not ask
  public static Optional<SuggestedFix> next(VisitorState state) {
    if (state.errorProneOptions().getFlags().getListOrEmpty(OPTION).isEmpty()) {
      return Optional.empty();
    }
    BuildFixes fixes = state.context.get(KEY);
    if (fixes == null) {
      fixes = new BuildFixes(find(state));
      state.context.put(KEY, fixes);
    }
    URI file = state.getPath().getCompilationUnit().getSourceFile().toUri();
    return Optional.ofNullable(fixes.left.remove(file));
  }

  private static Map<URI, SuggestedFix> find(VisitorState state) {
    Map<URI, SuggestedFix> found = new HashMap<>();
    try {
      CheckRequest request = BuildRequest.of(state, named(state));
      FixResult result = new SourceFixer().fix(request, BuildRequest.generated(state));
      for (Map.Entry<Path, String> file : result.texts().entrySet()) {
        String before = Files.readString(file.getKey());
        found.put(file.getKey().toUri(), TextChange.between(before, file.getValue()).suggested());
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return found;
  }

  private static List<String> named(VisitorState state) {
    List<String> named = state.errorProneOptions().getFlags().getListOrEmpty(OPTION);
    return named.contains("all") ? List.of() : named;
  }
}
