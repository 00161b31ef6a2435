package dev.tenure.checks.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What to check, and how. Immutable.
///
/// @param sources the `.java` files to compile together
/// @param classPath what they compile against
/// @param release the Java release they are written for; empty for the running one
/// @param pooledTypes further types to treat as pooled, each a qualified name that may be followed
///   by `#` and the name of its closing method
/// @param checks the names of the checks to run; empty for all
/// @param annotationProcessors the class names of the annotation processors that run first, found
///   on this program's own class path
/// @param compilerOptions further options for javac
public record CheckRequest(
    List<Path> sources,
    List<Path> classPath,
    OptionalInt release,
    List<String> pooledTypes,
    List<String> checks,
    List<String> annotationProcessors,
    List<String> compilerOptions) {

  /// Copies the lists.
  ///
  /// @param sources the `.java` files to compile together
  /// @param classPath what they compile against
  /// @param release the Java release they are written for; empty for the running one
  /// @param pooledTypes further types to treat as pooled
  /// @param checks the names of the checks to run; empty for all
  /// @param annotationProcessors the class names of the annotation processors that run first
  /// @param compilerOptions further options for javac
  public CheckRequest {
    sources = List.copyOf(sources);
    classPath = List.copyOf(classPath);
    pooledTypes = List.copyOf(pooledTypes);
    checks = List.copyOf(checks);
    annotationProcessors = List.copyOf(annotationProcessors);
    compilerOptions = List.copyOf(compilerOptions);
  }

  /// Returns a request to run all checks on some sources, with no options.
  ///
  /// @param sources the `.java` files to compile together
  /// @param classPath what they compile against
  /// @return the request
  public static CheckRequest of(List<Path> sources, List<Path> classPath) {
    return new CheckRequest(
        sources, classPath, OptionalInt.empty(), List.of(), List.of(), List.of(), List.of());
  }

  /// Returns the same request for all checks, each at its default severity.
  ///
  /// @return the request
  public CheckRequest forAllChecks() {
    return new CheckRequest(
        sources,
        classPath,
        release,
        pooledTypes,
        List.of(),
        annotationProcessors,
        compilerOptions.stream().filter(option -> !option.startsWith("-Xep:")).toList());
  }

  /// Returns whether a check is to run.
  ///
  /// @param check its name
  /// @return whether it is selected, and no option turns it off
  public boolean runs(String check) {
    return (checks.isEmpty() || checks.contains(check))
        && !compilerOptions.contains("-Xep:" + check + ":OFF");
  }

  /// Returns the same request with further options for javac.
  ///
  /// @param options what to add
  /// @return the request
  public CheckRequest with(String... options) {
    List<String> all = new ArrayList<>(compilerOptions);
    all.addAll(List.of(options));
    return new CheckRequest(
        sources, classPath, release, pooledTypes, checks, annotationProcessors, all);
  }
}
