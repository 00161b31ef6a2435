package dev.tenure.cli;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.Finding;
import dev.tenure.checks.cli.SourceChecker;
import dev.tenure.checks.cli.Suppressions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes suppressions into sources, and takes them back if the sources no longer compile.
final class SuppressAll {
  private final String reason;
  private final CheckRequest request;
  private final PrintWriter err;

  SuppressAll(String reason, CheckRequest request, PrintWriter err) {
    if (reason.isBlank()) {
      throw new UsageException("--suppress-all: say why, e.g. --suppress-all \"legacy code\"");
    }
    this.reason = reason;
    this.request = request;
    this.err = err;
  }

  /// Suppresses findings.
  ///
  /// @return the program's exit status
  int run(List<Finding> findings) throws IOException {
    Map<Path, String> before = new LinkedHashMap<>();
    Map<Path, String> after = new Suppressions(reason).suppress(findings);
    for (Map.Entry<Path, String> file : after.entrySet()) {
      before.put(file.getKey(), Files.readString(file.getKey()));
      Files.writeString(file.getKey(), file.getValue());
    }
    CheckResult result = new SourceChecker().check(request);
    if (!result.errors().isEmpty()) {
      restore(before);
      result.errors().forEach(error -> err.println(error.headline()));
      err.println("the suppressions do not compile; the sources are as before");
      return ExitCodes.USAGE;
    }
    err.printf("%d findings are suppressed in %d files%n", findings.size(), after.size());
    return ExitCodes.OK;
  }

  private static void restore(Map<Path, String> texts) throws IOException {
    for (Map.Entry<Path, String> file : texts.entrySet()) {
      Files.writeString(file.getKey(), file.getValue());
    }
  }
}
