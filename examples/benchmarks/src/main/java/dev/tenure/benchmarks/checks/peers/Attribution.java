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
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles sources with javac alone, and gives its trees and types.
///
/// @param units the sources, in the order given
/// @param trees finds types and places of trees
/// @param task the compilation, for its type utilities
record Attribution(List<CompilationUnitTree> units, Trees trees, JavacTask task) {
  Attribution {
    units = List.copyOf(units);
  }

  /// Compiles the sources into a folder.
  static Attribution compile(List<Path> sources, List<Path> classPath, Path output)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-nowarn",
              "-XDcompilePolicy=simple",
              "-d",
              output.toString(),
              "-cp",
              ClassPath.text(classPath));
      JavacTask task =
          (JavacTask)
              javac.getTask(
                  null,
                  files,
                  diagnostics,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      task.analyze();
      task.generate();
      diagnostics.getDiagnostics().stream()
          .filter(each -> each.getKind() == javax.tools.Diagnostic.Kind.ERROR)
          .findFirst()
          .ifPresent(error -> {
            throw new IllegalArgumentException("does not compile: " + error);
          });
      return new Attribution(units, Trees.instance(task), task);
    }
  }
}
