package dev.tenure.benchmarks.checks.peers;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Sources that javac has read and given types. Types are looked up while this is open.
///
/// @param units the sources, in the order given
/// @param trees finds types and places of trees
/// @param types compares types
/// @param files what javac reads class files with
record Attribution(
    List<CompilationUnitTree> units, Trees trees, Types types, StandardJavaFileManager files)
    implements AutoCloseable {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  Attribution {
    units = List.copyOf(units);
  }

  /// Reads sources and gives types to what they say.
  static Attribution of(List<Path> sources, List<Path> classPath) throws IOException {
    StandardJavaFileManager files = fileManager();
    JavacTask task =
        (JavacTask)
            JAVAC.getTask(
                null,
                files,
                new DiagnosticCollector<>(),
                options(classPath),
                null,
                files.getJavaFileObjectsFromPaths(sources));
    List<CompilationUnitTree> units = new ArrayList<>();
    task.parse().forEach(units::add);
    task.analyze();
    return new Attribution(units, Trees.instance(task), task.getTypes(), files);
  }

  /// Compiles sources into a folder.
  ///
  /// @throws IllegalArgumentException if they do not compile
  static void compile(List<Path> sources, List<Path> classPath, Path output) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options = new ArrayList<>(options(classPath));
    options.addAll(List.of("-d", output.toString()));
    try (StandardJavaFileManager files = fileManager()) {
      JavaCompiler.CompilationTask task =
          JAVAC.getTask(
              null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources));
      if (!task.call()) {
        throw new IllegalArgumentException("does not compile: " + errors(diagnostics));
      }
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private static List<String> options(List<Path> classPath) {
    return List.of(
        "-proc:none", "-nowarn", "-XDcompilePolicy=simple", "-cp", ClassPath.text(classPath));
  }

  private static List<String> errors(DiagnosticCollector<JavaFileObject> diagnostics) {
    return diagnostics.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .map(Object::toString)
        .toList();
  }

  private static StandardJavaFileManager fileManager() {
    return JAVAC.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
  }
}
