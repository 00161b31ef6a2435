package dev.tenure.cli;

import dev.tenure.checks.cli.Baseline;
import dev.tenure.checks.cli.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that leave out findings which a baseline knows.
final class KnownFindings {
  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Leave out the findings that this baseline knows.")
  private @Nullable Path baseline;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description = {
        "Write a baseline of all findings, and report none.",
        "If there is one already, take out what is gone, add nothing, and report the rest."
      })
  private @Nullable Path written;

  /// For picocli.
  KnownFindings() {}

  /// Returns the findings to report, and writes the baseline on demand.
  List<Finding> unknown(List<Finding> findings, PrintWriter err) throws IOException {
    List<Finding> unknown = findings;
    if (baseline != null) {
      Baseline known = Baseline.read(baseline);
      int gone = known.size() - known.shrunkTo(findings).size();
      if (gone > 0 && written == null) {
        err.printf(
            "%d of the baseline's findings are gone; --write-baseline %s takes them out%n",
            gone, baseline);
      }
      unknown = known.unknown(unknown);
    }
    return written == null ? unknown : write(written, findings, unknown, err);
  }

  private static List<Finding> write(
      Path file, List<Finding> findings, List<Finding> unknown, PrintWriter err)
      throws IOException {
    if (!Files.exists(file)) {
      Baseline first = Baseline.of(file, findings);
      first.write();
      err.printf("%s: %d findings are known from now on%n", file, first.size());
      return List.of();
    }
    Baseline before = Baseline.read(file);
    Baseline after = before.shrunkTo(findings);
    after.write();
    err.printf(
        "%s: %d findings are gone, %d are left%n",
        file, before.size() - after.size(), after.size());
    List<Finding> fresh = before.unknown(findings);
    return unknown.stream().filter(fresh::contains).toList();
  }
}
