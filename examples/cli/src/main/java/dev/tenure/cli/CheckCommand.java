package dev.tenure.cli;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.CompileError;
import dev.tenure.checks.cli.Finding;
import dev.tenure.checks.cli.FixResult;
import dev.tenure.checks.cli.SourceChecker;
import dev.tenure.checks.cli.UnusedSuppressions;
import dev.tenure.checks.cli.VerifiedFixes;
import dev.tenure.checks.model.library.ModelException;
import dev.tenure.checks.model.library.ModelFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
      "Nothing is written to the sources, unless --fix or --suppress-all says so."
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
      names = "--model",
      paramLabel = "FILE",
      description = "A library model: what the types and methods of a library mean. Repeatable.")
  private List<Path> models = List.of();

  @Option(
      names = "--severity",
      paramLabel = "CHECK=LEVEL",
      split = ",",
      description = "Make a check an error, a warning, or off. Repeatable.")
  private Map<String, Severity> severities = Map.of();

  @Option(
      names = "--package",
      paramLabel = "NAME",
      split = ",",
      description = "Check only these packages and the packages in them.")
  private List<String> packages = List.of();

  @Option(
      names = "--format",
      paramLabel = "text|sarif|json",
      description = "How the diagnostics are written; as text unless said.")
  private FindingReport format = FindingReport.TEXT;

  @ArgGroup(exclusive = false)
  private KnownFindings known = new KnownFindings();

  @Option(
      names = "--suppress-all",
      paramLabel = "REASON",
      description = "Write a suppression with this reason into the sources for each finding.")
  private @Nullable String reason;

  @Option(
      names = "--fix",
      description = {
        "Write safe fixes into the sources, and report what is left.",
        "Each is kept only if the sources compile with it, and nothing new is found."
      })
  private boolean fix;

  @Option(
      names = "--offer-fixes",
      description = {
        "With --format sarif: add to each finding its safe fix, if it has one.",
        "It is verified as those of --fix are, which takes as long."
      })
  private boolean offerFixes;

  @Option(
      names = "--unused-suppressions",
      description = "Report suppressions that are not needed, too.")
  private boolean unusedSuppressions;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the diagnostics there, not to standard output.")
  private @Nullable Path output;

  /// For picocli.
  CheckCommand() {}

  /// How grave the findings of a check are, as Error Prone writes it.
  enum Severity {
    /// The build fails.
    ERROR("ERROR"),
    /// The build goes on.
    WARNING("WARN"),
    /// The check does not run.
    OFF("OFF");

    private final String flag;

    Severity(String flag) {
      this.flag = flag;
    }
  }

  @Override
  public Integer call() throws IOException {
    CheckRequest request = request();
    CheckResult result = fix ? fixed(request) : new SourceChecker().check(request);
    if (!result.errors().isEmpty()) {
      return explain(result.errors());
    }
    List<Finding> findings = known.unknown(result.findings(), spec.commandLine().getErr());
    if (reason != null) {
      return new SuppressAll(reason, request, spec.commandLine().getErr()).run(findings);
    }
    if (unusedSuppressions) {
      findings =
          Stream.concat(findings.stream(), UnusedSuppressions.find(request).stream()).toList();
    }
    VerifiedFixes fixes = offerFixes ? VerifiedFixes.of(request) : VerifiedFixes.NONE;
    print(format.of(request.sources(), findings, fixes));
    return findings.isEmpty() ? ExitCodes.OK : ExitCodes.FINDINGS;
  }

  private CheckResult fixed(CheckRequest request) throws IOException {
    FixResult result = new FixAll(request, spec.commandLine().getErr()).run();
    return new CheckResult(result.left(), result.errors());
  }

  private int explain(List<CompileError> errors) {
    PrintWriter err = spec.commandLine().getErr();
    for (CompileError error : errors) {
      err.println(error.headline());
    }
    err.println(
        spec.qualifiedName() + ": the sources do not compile, so they could not be checked");
    return ExitCodes.USAGE;
  }

  private CheckRequest request() throws IOException {
    requireKnownChecks("--checks", checks);
    requireKnownChecks("--severity", severities.keySet());
    requireTypeNames();
    requireModels();
    requirePlaceForFixes();
    return new CheckRequest(
        JavaSources.find(paths),
        compileClassPath(),
        release == null ? OptionalInt.empty() : OptionalInt.of(release),
        pooledTypes,
        checks,
        OwnArtifacts.ANNOTATION_PROCESSORS,
        compilerOptions());
  }

  private List<String> compilerOptions() {
    List<String> options = new ArrayList<>();
    if (!models.isEmpty()) {
      options.add(
          "-XepOpt:Tenure:Models="
              + models.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    if (!packages.isEmpty()) {
      options.add("-XepOpt:Tenure:Packages=" + String.join(",", packages));
    }
    severities.forEach((check, severity) -> options.add("-Xep:" + check + ":" + severity.flag));
    return options;
  }

  private void requireModels() {
    for (Path model : models) {
      try {
        var _ = ModelFiles.read(model);
      } catch (ModelException wrong) {
        throw new UsageException("--model: " + wrong.getMessage(), wrong);
      }
    }
  }

  private void requirePlaceForFixes() {
    if (offerFixes && format != FindingReport.SARIF) {
      throw new UsageException("--offer-fixes: only --format sarif has a place for fixes");
    }
  }

  private static void requireKnownChecks(String option, Iterable<String> names) {
    List<String> all = SourceChecker.checkNames();
    for (String check : names) {
      if (!all.contains(check)) {
        throw new UsageException(
            "%s: there is no check '%s'; there are: %s"
                .formatted(option, check, String.join(", ", all)));
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

  private void print(String report) throws IOException {
    if (output == null) {
      spec.commandLine().getOut().print(report);
    } else {
      Files.writeString(output, report);
    }
  }
}
