package dev.tenure.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What whole compilations cost: the processor time of processes of their own, from start to end.
///
/// @param corpus what is compiled
/// @param work a folder for what the compilers write
record CompileMeasurement(Corpus corpus, Path work) {
  private static final int LINES_OF_FAILURE = 5;

  /// Compiles with each setup by turns.
  ///
  /// @return how often the time without checks goes into the time with them
  BenchReport.Result measure(int rounds) {
    Medians<CompileSetup> seconds =
        Medians.of(
            Turns.of(List.of(CompileSetup.values()), this::seconds)
                .measure(rounds, "compilations"));
    double base = seconds.of(CompileSetup.ERROR_PRONE_OFF);
    return BenchReport.Result.beside(
        Map.of("javac", seconds.of(CompileSetup.JAVAC) / base),
        "checks/" + corpus.name(),
        seconds.of(CompileSetup.TENURE) / base,
        "ratio");
  }

  private double seconds(CompileSetup setup) {
    try {
      return compile(setup);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a compiler ran", e);
    }
  }

  private double compile(CompileSetup setup) throws IOException, InterruptedException {
    Path arguments = work.resolve("arguments");
    Files.write(
        arguments,
        setup.arguments(corpus, work.resolve("classes")).stream()
            .map(CompileMeasurement::quoted)
            .toList());
    Path messages = work.resolve("messages");
    Process process =
        new ProcessBuilder(command(arguments)).redirectError(messages.toFile()).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new UsageException("the sources do not compile:\n" + beginning(messages));
    }
    return Long.parseLong(printed) / 1e9;
  }

  private static List<String> command(Path arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Stream.of(
            "api", "code", "comp", "file", "main", "model", "parser", "processing", "tree", "util")
        .map("--add-exports=jdk.compiler/com.sun.tools.javac.%s=ALL-UNNAMED"::formatted)
        .forEach(command::add);
    Stream.of("code", "comp")
        .map("--add-opens=jdk.compiler/com.sun.tools.javac.%s=ALL-UNNAMED"::formatted)
        .forEach(command::add);
    String classPath =
        OwnArtifacts.programClassPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("-cp", classPath, TimedCompiler.class.getName(), "@" + arguments));
    return command;
  }

  /// Writes an argument as javac's files of arguments want it.
  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String beginning(Path messages) throws IOException {
    try (Stream<String> lines = Files.lines(messages)) {
      return lines.limit(LINES_OF_FAILURE).collect(Collectors.joining("\n"));
    }
  }
}
