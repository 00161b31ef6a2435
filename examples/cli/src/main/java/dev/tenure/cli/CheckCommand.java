package dev.tenure.cli;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.CompileError;
import dev.tenure.checks.cli.Finding;
import dev.tenure.checks.cli.SourceChecker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Compiles sources in memory with the checks and prints what they found.
@Command(
    name = "check",
    description = {
      "Compile the .java files at PATH in memory with the lifetime checks, and print what they"
          + " find.",
      "Nothing is written to the sources."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:nothing found", "1:findings", "2:usage or compile errors"})
final class CheckCommand implements Callable<Integer> {
  private static final Pattern POOLED_TYPE =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.]*(#[\\p{L}_$][\\p{L}\\p{N}_$]*)?");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files, or folders searched for .java files.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-cp", "--classpath"},
      paramLabel = "CP",
      description = "What the sources compile against; Tenure's own API is always there.")
  private String classPath = "";

  @Option(
      names = "--release",
      paramLabel = "N",
      description = "The Java release that the sources are written for.")
  private @Nullable Integer release;

  @Option(
      names = "--pooled-type",
      paramLabel = "FQN[#closer]",
      description =
          "Treat this type and its subtypes as pooled, e.g. java.io.Closeable. Repeatable.")
  private List<String> pooledTypes = List.of();

  @Option(
      names = "--checks",
      paramLabel = "CHECK",
      split = ",",
      description = "Run only these checks.")
  private List<String> checks = List.of();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the diagnostics there, not to standard output.")
  private @Nullable Path output;

  /// For picocli.
  CheckCommand() {}

  @Override
  public Integer call() throws IOException {
    CheckResult result = new SourceChecker().check(request());
    printFindings(result.findings());
    PrintWriter err = spec.commandLine().getErr();
    for (CompileError error : result.errors()) {
      err.println(error.headline());
    }
    if (!result.errors().isEmpty()) {
      err.println(
          spec.qualifiedName() + ": the sources do not compile, so they could not be checked");
      return ExitCodes.USAGE;
    }
    return result.findings().isEmpty() ? ExitCodes.OK : ExitCodes.FINDINGS;
  }

  private CheckRequest request() throws IOException {
    requireKnownChecks();
    requireTypeNames();
    return new CheckRequest(
        JavaSources.find(paths),
        compileClassPath(),
        release == null ? OptionalInt.empty() : OptionalInt.of(release),
        pooledTypes,
        checks,
        OwnArtifacts.ANNOTATION_PROCESSORS,
        List.of());
  }

  private void requireKnownChecks() {
    List<String> known = SourceChecker.checkNames();
    for (String check : checks) {
      if (!known.contains(check)) {
        throw new UsageException(
            "--checks: there is no check '%s'; there are: %s"
                .formatted(check, String.join(", ", known)));
      }
    }
  }

  private void requireTypeNames() {
    for (String type : pooledTypes) {
      if (!POOLED_TYPE.matcher(type).matches()) {
        throw new UsageException(
            "--pooled-type: '%s' is not a qualified type name, or one followed by #method"
                .formatted(type));
      }
    }
  }

  private List<Path> compileClassPath() throws IOException {
    List<Path> entries = new ArrayList<>(ClassPathOption.parse(classPath));
    entries.addAll(OwnArtifacts.apiClassPath());
    return entries;
  }

  private void printFindings(List<Finding> findings) throws IOException {
    String text = findings.stream().map(CheckCommand::describe).collect(Collectors.joining());
    if (output == null) {
      spec.commandLine().getOut().print(text);
    } else {
      Files.writeString(output, text);
    }
  }

  private static String describe(Finding finding) {
    StringBuilder text = new StringBuilder(finding.headline()).append('\n');
    finding.details().forEach(detail -> text.append("    ").append(detail).append('\n'));
    return text.toString();
  }
}
