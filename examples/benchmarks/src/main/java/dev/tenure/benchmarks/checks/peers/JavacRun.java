package dev.tenure.benchmarks.checks.peers;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles one sample with a tool that lives in javac, and reads what the tool says.
final class JavacRun {
  /// Error Prone and the Checker Framework both begin a text with the name of the rule.
  private static final Pattern RULE = Pattern.compile("^\\[([\\w.]+)] ");

  private static final Pattern EXCEPTION = Pattern.compile("^\\s*[\\w.$]+(Exception|Error)\\b");

  private JavacRun() {}

  static List<Report> reports(
      JavaCompiler compiler, Question question, List<Processor> processors, List<String> options)
      throws IOException, ToolFailure {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        ToolProvider.getSystemJavaCompiler()
            .getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              new StringWriter(),
              files,
              diagnostics,
              withClassPath(options, question),
              null,
              files.getJavaFileObjects(question.source()));
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      boolean _ = task.call();
    } catch (RuntimeException | LinkageError | AssertionError crash) {
      throw new ToolFailure(crash);
    }
    return read(diagnostics.getDiagnostics());
  }

  private static List<String> withClassPath(List<String> options, Question question) {
    List<String> all = new ArrayList<>(options);
    Path output = question.compiled();
    all.addAll(List.of("-d", output.toString(), "-cp", ClassPath.text(question.classPath())));
    all.addAll(List.of("-Xmaxerrs", "10000", "-Xmaxwarns", "10000", "-Xlint:none"));
    return all;
  }

  /// Returns the reports of the tool. An error that names no rule is the compiler's, or a crash.
  static List<Report> read(List<? extends Diagnostic<?>> diagnostics) throws ToolFailure {
    List<Report> reports = new ArrayList<>();
    for (Diagnostic<?> diagnostic : diagnostics) {
      String text = diagnostic.getMessage(Locale.ROOT);
      Matcher rule = RULE.matcher(text);
      if (rule.find()) {
        reports.add(new Report((int) diagnostic.getLineNumber(), rule.group(1)));
      } else if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        throw new ToolFailure(cause(text));
      }
    }
    return reports;
  }

  /// Returns the line of a crash that names the exception, or the first line of any other error.
  private static String cause(String text) {
    return text.lines()
        .filter(line -> EXCEPTION.matcher(line).find())
        .findFirst()
        .or(() -> text.lines().findFirst())
        .orElse("an error without a text")
        .strip();
  }
}
