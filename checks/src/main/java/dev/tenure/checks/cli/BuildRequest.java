package dev.tenure.checks.cli;

import com.google.errorprone.VisitorState;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.main.Option;
import com.sun.tools.javac.util.Options;
import dev.tenure.checks.report.FindingLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/// What a build that runs compiles, and how, so that fixes can be verified by compiling it again.
final class BuildRequest {
  /// Options that the compilations which verify fixes must not have.
  private static final Set<String> SERVING_THE_BUILD =
      Set.of(BuildFixes.OPTION, FindingLog.SARIF_OPTION, FindingLog.SARIF_FIXES_OPTION);

  private BuildRequest() {}

  /// Returns a request to check the build's sources as the build does.
  ///
  /// @param checks the names of the checks to run; empty for all
  static CheckRequest of(VisitorState state, List<String> checks) {
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
        checks,
        List.of(),
        further);
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

  /// Returns the folders of the build whose sources processors write.
  static List<Path> generated(VisitorState state) {
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
