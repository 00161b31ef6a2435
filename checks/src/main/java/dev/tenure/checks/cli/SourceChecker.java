package dev.tenure.checks.cli;

import com.google.errorprone.BaseErrorProneJavaCompiler;
import com.google.errorprone.BugCheckerInfo;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.scanner.ScannerSupplier;
import com.sun.tools.javac.api.BasicJavacTask;
import com.sun.tools.javac.util.Context;
import dev.tenure.checks.report.FindingLog;
import dev.tenure.checks.report.ReportedFinding;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles sources in memory with the checks of this library, and nothing else of Error Prone.
///
/// Annotation processors run first, so that calls of generated classes resolve. Nothing is written:
/// class files and generated sources stay in memory. A `module-info.java` among the sources is
/// passed over, since a class path is all that there is to resolve against.
///
/// Instances hold no state and may be shared by threads.
public final class SourceChecker {
  private static final String OWN_PACKAGE = "dev.tenure.checks.";

  /// Creates a checker.
  public SourceChecker() {}

  /// Returns the names of the checks that there are.
  ///
  /// @return the names, sorted
  public static List<String> checkNames() {
    return ownChecks().stream().map(BugCheckerInfo::canonicalName).sorted().toList();
  }

  /// Compiles the sources and returns what the checks found.
  ///
  /// @param request what to check
  /// @return the findings, and the errors of the compilation if it failed; an option that the
  ///   compiler refuses, such as a release that it does not know, is such an error
  /// @throws IOException if a source cannot be read
  public CheckResult check(CheckRequest request) throws IOException {
    return run(request, Map.of()).result();
  }

  /// What came of a compilation, with all that the checks know.
  ///
  /// @param result the findings and errors
  /// @param reported the findings, as the checks noted them
  /// @param leftAlone how many bodies could not be followed
  record Run(CheckResult result, List<ReportedFinding> reported, long leftAlone) {}

  /// Compiles the sources.
  ///
  /// @param texts what stands in some of them instead of what is on disk
  Run run(CheckRequest request, Map<Path, String> texts) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager disk =
            ToolProvider.getSystemJavaCompiler()
                .getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
        InMemoryFileManager files = new InMemoryFileManager(disk)) {
      SourceFiles sources = SourceFiles.of(request.sources(), texts, disk);
      List<ReportedFinding> reported =
          sources.isEmpty() ? List.of() : compile(request, sources, files, diagnostics);
      return new Run(
          DiagnosticReader.read(diagnostics.getDiagnostics(), sources, reported),
          reported,
          diagnostics.getDiagnostics().stream().filter(SourceChecker::isLeftAlone).count());
    } catch (IllegalArgumentException e) {
      return new Run(new CheckResult(List.of(), List.of(CompileError.ofOption(e))), List.of(), 0);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isLeftAlone(Diagnostic<?> diagnostic) {
    return diagnostic.getKind() == Diagnostic.Kind.NOTE
        && diagnostic.getMessage(Locale.ROOT).startsWith("Tenure: ");
  }

  private static List<ReportedFinding> compile(
      CheckRequest request,
      SourceFiles sources,
      InMemoryFileManager files,
      DiagnosticCollector<JavaFileObject> diagnostics) {
    // javac prints a crash of its own here; it has no place in a report of findings.
    StringWriter compilerOutput = new StringWriter();
    JavaCompiler.CompilationTask task =
        new BaseErrorProneJavaCompiler(ScannerSupplier.fromBugCheckerInfos(ownChecks()))
            .getTask(
                compilerOutput, files, diagnostics, options(request), null, sources.fileObjects());
    // The task forgets its context when it has run.
    Context context = ((BasicJavacTask) task).getContext();
    boolean unused = task.call();
    return FindingLog.in(context);
  }

  private static List<BugCheckerInfo> ownChecks() {
    return ServiceLoader.load(BugChecker.class, SourceChecker.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::type)
        .filter(type -> type.getName().startsWith(OWN_PACKAGE))
        .map(BugCheckerInfo::create)
        .toList();
  }

  private static List<String> options(CheckRequest request) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-XDcompilePolicy=simple",
                "--should-stop=ifError=FLOW",
                "--should-stop=ifNoError=FLOW",
                "-Xlint:none",
                // Every finding is reported, not javac's first hundred.
                "-Xmaxerrs",
                "1000000",
                "-Xmaxwarns",
                "1000000",
                "-classpath",
                request.classPath().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(File.pathSeparator))));
    request.release().ifPresent(n -> options.addAll(List.of("--release", String.valueOf(n))));
    options.addAll(processorOptions(request.annotationProcessors()));
    if (!request.pooledTypes().isEmpty()) {
      options.add("-XepOpt:Tenure:PooledTypes=" + String.join(",", request.pooledTypes()));
    }
    options.addAll(checkSelection(request.checks()));
    options.addAll(request.compilerOptions());
    return options;
  }

  private static List<String> processorOptions(List<String> processors) {
    return processors.isEmpty()
        ? List.of("-proc:none")
        : List.of("-proc:full", "-processor", String.join(",", processors));
  }

  private static List<String> checkSelection(List<String> selected) {
    return selected.isEmpty()
        ? List.of()
        : checkNames().stream()
            .filter(name -> !selected.contains(name))
            .map(name -> "-Xep:" + name + ":OFF")
            .toList();
  }
}
