package dev.tenure.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/// What is wrong with a build.
///
/// @param compiler the compiler plugin's configuration
/// @param extension whether this plugin is in the build, and if so, whether as an extension
/// @param java the feature version of the JDK that compiles; 0 if that is not known
record Diagnosis(Optional<Xpp3Dom> compiler, Optional<Boolean> extension, int java) {
  /// What the checks run on.
  private static final int OLDEST_JAVA = 21;

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  /// What is wrong, and what to do.
  record Problem(String fault, String remedy) {}

  /// Returns the feature version of a JDK from the file `release` above its tools, or 0.
  static int featureOf(@Nullable String tool) {
    if (tool == null) {
      return 0;
    }
    Path release = Path.of(tool).resolveSibling("../release").normalize();
    try {
      Matcher version = VERSION.matcher(Files.readString(release));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException unknown) {
      return 0;
    }
  }

  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (java != 0 && java < OLDEST_JAVA) {
      problems.add(
          new Problem(
              "The build compiles on JDK %d, and the checks run in javac from %d."
                  .formatted(java, OLDEST_JAVA),
              "Run Maven on a later JDK, or select one by maven-toolchains-plugin's goal"
                  + " select-jdk-toolchain. maven.compiler.release may stay as it is."));
    }
    if (extension.isPresent() && !extension.get()) {
      problems.add(
          new Problem(
              "tenure-maven-plugin is in the build, but not as an extension, so it sets up"
                  + " nothing.",
              "Add <extensions>true</extensions> to its <plugin> entry."));
    }
    compiler.ifPresentOrElse(
        dom -> check(dom, problems),
        () ->
            problems.add(
                new Problem(
                    "maven-compiler-plugin has no configuration, so Error Prone does not run.",
                    "Add the entry of tenure-maven-plugin, with <extensions>true</extensions>.")));
    return problems;
  }

  private static void check(Xpp3Dom dom, List<Problem> problems) {
    List<String> arguments = values(dom.getChild("compilerArgs"));
    if (arguments.stream().noneMatch(arg -> arg.startsWith(CompilerConfiguration.ERROR_PRONE))) {
      problems.add(
          new Problem(
              "No compiler argument turns Error Prone on.",
              "Add <arg>-Xplugin:ErrorProne</arg> to <compilerArgs>, or the entry of"
                  + " tenure-maven-plugin, which does."));
    }
    List<String> missing =
        CompilerConfiguration.flags().stream().filter(flag -> !arguments.contains(flag)).toList();
    if (!missing.isEmpty()) {
      problems.add(
          new Problem(
              "Compiler arguments that Error Prone needs are missing: " + String.join(" ", missing),
              "Add each as an <arg> to <compilerArgs>."));
    }
    if (!"true".equals(value(dom.getChild("fork")))) {
      problems.add(
          new Problem(
              "javac is not forked, so arguments that begin with -J have no effect.",
              "Add <fork>true</fork>."));
    }
    if (!hasPath(dom, "tenure-checks")) {
      problems.add(
          new Problem(
              "tenure-checks is not among <annotationProcessorPaths>, where javac looks for"
                  + " plugins.",
              "Add a <path> with dev.tenure:tenure-checks and its version."));
    }
  }

  private static boolean hasPath(Xpp3Dom dom, String artifact) {
    Xpp3Dom paths = dom.getChild("annotationProcessorPaths");
    return paths != null
        && Arrays.stream(paths.getChildren())
            .anyMatch(path -> artifact.equals(value(path.getChild("artifactId"))));
  }

  private static List<String> values(@Nullable Xpp3Dom dom) {
    List<String> values = new ArrayList<>();
    if (dom != null) {
      for (Xpp3Dom child : dom.getChildren()) {
        values.add(value(child));
      }
    }
    return values;
  }

  private static String value(@Nullable Xpp3Dom dom) {
    return dom == null || dom.getValue() == null ? "" : dom.getValue().strip();
  }
}
