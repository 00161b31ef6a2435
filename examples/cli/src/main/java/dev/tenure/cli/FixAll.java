package dev.tenure.cli;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.FixResult;
import dev.tenure.checks.cli.SourceFixer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/// Writes safe fixes into sources, and says what it did.
final class FixAll {
  private final CheckRequest request;
  private final PrintWriter err;

  FixAll(CheckRequest request, PrintWriter err) {
    this.request = request;
    this.err = err;
  }

  /// Mends what can be mended.
  ///
  /// @return what was done, and what is left
  FixResult run() throws IOException {
    FixResult result = new SourceFixer().fix(request);
    for (Map.Entry<Path, String> file : result.texts().entrySet()) {
      SourceFile.replace(file.getKey(), file.getValue());
    }
    for (FixResult.Fixed fixed : result.fixed()) {
      err.printf("%s:%d: fixed: [%s] %s%n", fixed.file(), fixed.line(), fixed.check(), fixed.how());
    }
    if (result.errors().isEmpty()) {
      err.printf(
          "%d findings are fixed in %d files, %d are left%n",
          result.fixed().size(), result.texts().size(), result.left().size());
    }
    return result;
  }
}
