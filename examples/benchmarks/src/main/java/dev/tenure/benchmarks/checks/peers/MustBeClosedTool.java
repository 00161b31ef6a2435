package dev.tenure.benchmarks.checks.peers;

import com.google.errorprone.BaseErrorProneJavaCompiler;
import com.google.errorprone.bugpatterns.MustBeClosedChecker;
import com.google.errorprone.bugpatterns.StreamResourceLeak;
import com.google.errorprone.scanner.ScannerSupplier;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Error Prone's checks of resources.
final class MustBeClosedTool implements Tool {
  @Override
  public String name() {
    return "Error Prone";
  }

  @Override
  public String settings() {
    return "`MustBeClosed` and `StreamResourceLeak`; `@MustBeClosed` on every method and"
        + " constructor, of the API and of the samples, that hands out a resource";
  }

  @Override
  public Vocabulary vocabulary() {
    return Vocabulary.MUST_BE_CLOSED;
  }

  @Override
  public Set<Need> cannotExpress() {
    return Set.of(Need.FOREIGN_TYPE, Need.OTHER_CLOSER, Need.SEVERAL_CLOSERS, Need.MEMORY);
  }

  @Override
  public List<Report> ask(Question question) throws IOException, ToolFailure {
    var checks =
        ScannerSupplier.fromBugCheckerClasses(MustBeClosedChecker.class, StreamResourceLeak.class);
    return JavacRun.reports(
        new BaseErrorProneJavaCompiler(checks),
        question,
        List.of(),
        List.of(
            "-proc:none",
            "-XDcompilePolicy=simple",
            "--should-stop=ifError=FLOW",
            "-XepAllErrorsAsWarnings"));
  }
}
