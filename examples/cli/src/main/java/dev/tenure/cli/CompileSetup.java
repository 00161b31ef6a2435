package dev.tenure.cli;

import dev.tenure.checks.cli.SourceChecker;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A way to compile. No report stops a compilation, so that each setup does all of it.
enum CompileSetup {
  /// javac alone.
  JAVAC,
  /// Error Prone with every check off: what a build that uses it pays before any check.
  ERROR_PRONE_OFF,
  /// The same with our checks.
  TENURE;

  /// Returns javac's arguments.
  ///
  /// @param classes where class files go
  List<String> arguments(Corpus corpus, Path classes) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-encoding", "UTF-8", "-proc:none", "-nowarn", "-Xlint:none"));
    arguments.addAll(List.of("-Xmaxwarns", "10", "--add-modules", "jdk.incubator.vector"));
    arguments.addAll(List.of("-XDcompilePolicy=simple", "--should-stop=ifError=FLOW"));
    arguments.addAll(List.of("-d", classes.toString(), "-cp", text(corpus.classPath())));
    if (this != JAVAC) {
      arguments.addAll(
          List.of("-processorpath", text(OwnArtifacts.programClassPath()), errorProne()));
    }
    corpus.files().forEach(file -> arguments.add(file.toString()));
    return arguments;
  }

  private String errorProne() {
    String allOff = "-Xplugin:ErrorProne -XepDisableAllChecks";
    return this == TENURE
        ? SourceChecker.checkNames().stream()
            .map(" -Xep:%s:WARN"::formatted)
            .collect(Collectors.joining("", allOff, ""))
        : allOff;
  }

  private static String text(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
