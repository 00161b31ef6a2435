package dev.tenure.benchmarks.checks.cost;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A way to compile.
enum Setup {
  /// javac alone.
  JAVAC("javac"),
  /// Error Prone with every check off: what a build that uses it pays before any check.
  ERROR_PRONE_OFF("Error Prone, all checks off"),
  /// The same with our checks.
  TENURE("Error Prone with Tenure's checks only"),
  /// The Checker Framework's Resource Leak Checker.
  RESOURCE_LEAK_CHECKER("Resource Leak Checker");

  private final String title;

  Setup(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /// Returns javac's arguments. No report stops the compilation, so that each setup does all of it.
  List<String> arguments(CodeBase code, String toolPath, List<String> ownChecks, Path output) {
    List<String> all = new ArrayList<>(moduleAccess());
    all.addAll(List.of("-encoding", "UTF-8", "-nowarn", "-Xlint:none", "-d", output.toString()));
    all.addAll(List.of("-XDcompilePolicy=simple", "-Xmaxwarns", "10", "-cp", toolPath));
    all.addAll(
        switch (this) {
          case JAVAC -> List.of("-proc:none");
          case ERROR_PRONE_OFF -> errorProne(toolPath, "-XepDisableAllChecks");
          case TENURE -> errorProne(toolPath, "-XepDisableAllChecks" + enabled(ownChecks, code));
          case RESOURCE_LEAK_CHECKER ->
              List.of(
                  "-processorpath",
                  toolPath,
                  "-processor",
                  "org.checkerframework.checker.resourceleak.ResourceLeakChecker",
                  "-Awarns");
        });
    code.files().forEach(file -> all.add(file.toString()));
    return all;
  }

  private static String enabled(List<String> ownChecks, CodeBase code) {
    StringBuilder text = new StringBuilder();
    ownChecks.forEach(check -> text.append(" -Xep:").append(check).append(":WARN"));
    if (!code.pooledTypes().isEmpty()) {
      text.append(" -XepOpt:Tenure:PooledTypes=").append(code.pooledTypes());
    }
    return text.toString();
  }

  private static List<String> errorProne(String toolPath, String options) {
    return List.of(
        "-proc:none",
        "--should-stop=ifError=FLOW",
        "-processorpath",
        toolPath,
        "-Xplugin:ErrorProne " + options);
  }

  private static List<String> moduleAccess() {
    List<String> access = new ArrayList<>();
    Stream.of(
            "api", "code", "comp", "file", "main", "model", "parser", "processing", "tree", "util")
        .map("-J--add-exports=jdk.compiler/com.sun.tools.javac.%s=ALL-UNNAMED"::formatted)
        .forEach(access::add);
    Stream.of("code", "comp")
        .map("-J--add-opens=jdk.compiler/com.sun.tools.javac.%s=ALL-UNNAMED"::formatted)
        .forEach(access::add);
    return access;
  }
}
