package dev.tenure.checks.cli;

import com.google.errorprone.VisitorState;
import com.google.errorprone.fixes.SuggestedFix;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.main.Option;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Options;
import dev.tenure.checks.fix.TextChange;
import dev.tenure.checks.report.FindingLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

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

  /// Options that the compilations which verify fixes must not have.
  private static final Set<String> SERVING_THE_BUILD = Set.of(OPTION, FindingLog.SARIF_OPTION);

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
      CheckRequest request = request(state);
      FixResult result = new SourceFixer().fix(request, generated(state));
      for (Map.Entry<Path, String> file : result.texts().entrySet()) {
        String before = Files.readString(file.getKey());
        found.put(file.getKey().toUri(), TextChange.between(before, file.getValue()).suggested());
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return found;
  }

  private static CheckRequest request(VisitorState state) {
    Options options = Options.instance(state.context);
    String release = options.get(Option.RELEASE);
    List<String> further = new ArrayList<>();
    state
        .errorProneOptions()
        .getFlags()
        .getFlagsMap()
        .forEach((flag, value) -> {
          if (flag.startsWith("Tenure:") && !SERVING_THE_BUILD.contains(flag)) {
            further.add("-XepOpt:" + flag + "=" + value);
          }
        });
    if (options.isSet(Option.PREVIEW)) {
      further.add("--enable-preview");
    }
    if (options.isSet(Option.ADD_MODULES)) {
      further.addAll(List.of("--add-modules", options.get(Option.ADD_MODULES)));
    }
    return new CheckRequest(
        sources(state),
        classPath(state),
        release == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(release)),
        List.of(),
        named(state),
        List.of(),
        further);
  }

  private static List<String> named(VisitorState state) {
    List<String> named = state.errorProneOptions().getFlags().getListOrEmpty(OPTION);
    return named.contains("all") ? List.of() : named;
  }

  private static List<Path> sources(VisitorState state) {
    Set<Path> files = new LinkedHashSet<>();
    for (ClassSymbol type : Symtab.instance(state.context).getAllClasses()) {
      JavaFileObject file = type.sourcefile;
      if (file != null
          && file.getKind() == JavaFileObject.Kind.SOURCE
          && "file".equals(file.toUri().getScheme())) {
        files.add(Path.of(file.toUri()));
      }
    }
    return files.stream().sorted().toList();
  }

  /// What the sources compile against: modules are looked up on the class path, too.
  private static List<Path> classPath(VisitorState state) {
    List<Path> entries = new ArrayList<>();
    for (StandardLocation location :
        List.of(StandardLocation.CLASS_PATH, StandardLocation.MODULE_PATH)) {
      entries.addAll(paths(location, state));
    }
    return entries;
  }

  private static List<Path> generated(VisitorState state) {
    return paths(StandardLocation.SOURCE_OUTPUT, state).stream().map(Path::toAbsolutePath).toList();
  }

  private static List<Path> paths(StandardLocation location, VisitorState state) {
    List<Path> found = new ArrayList<>();
    if (state.context.get(JavaFileManager.class) instanceof StandardJavaFileManager files) {
      Iterable<? extends Path> paths = files.getLocationAsPaths(location);
      if (paths != null) {
        paths.forEach(found::add);
      }
    }
    return found;
  }
}
