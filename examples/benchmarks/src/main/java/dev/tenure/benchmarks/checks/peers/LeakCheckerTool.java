package dev.tenure.benchmarks.checks.peers;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.checkerframework.checker.resourceleak.ResourceLeakChecker;

/// The Checker Framework's Resource Leak Checker.
final class LeakCheckerTool implements Tool {
  @Override
  public String name() {
    return "Resource Leak Checker";
  }

  @Override
  public String settings() {
    return "as it comes, warnings for errors; `@Owning`, `@NotOwning`, `@InheritableMustCall` and"
        + " `@EnsuresCalledMethods` where ours say the same; everything it reports counts";
  }

  @Override
  public Vocabulary vocabulary() {
    return Vocabulary.CHECKER_FRAMEWORK;
  }

  @Override
  public Set<Need> cannotExpress() {
    return Set.of(Need.SEVERAL_CLOSERS, Need.MEMORY);
  }

  @Override
  public List<Report> ask(Question question) throws IOException, ToolFailure {
    return JavacRun.reports(
        ToolProvider.getSystemJavaCompiler(),
        question,
        List.of(new ResourceLeakChecker()),
        List.of("-Awarns", "-XDcompilePolicy=simple"));
  }
}
