package dev.tenure.benchmarks.checks.peers;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.SourceChecker;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Our checks.
final class OwnTool implements Tool {
  @Override
  public String name() {
    return "Tenure";
  }

  @Override
  public String settings() {
    return "all checks (%s); listed types as the samples' tests list them"
        .formatted(String.join(", ", SourceChecker.checkNames()));
  }

  @Override
  public Vocabulary vocabulary() {
    return Vocabulary.AS_WRITTEN;
  }

  @Override
  public Set<Need> cannotExpress() {
    return Set.of();
  }

  @Override
  public List<Report> ask(Question question) throws IOException, ToolFailure {
    List<String> listed =
        question.listed().entrySet().stream()
            .map(type -> type.getKey() + "#" + type.getValue())
            .sorted()
            .toList();
    CheckResult result =
        new SourceChecker()
            .check(
                new CheckRequest(
                    List.of(question.source()),
                    question.classPath(),
                    OptionalInt.empty(),
                    listed,
                    List.of(),
                    List.of(),
                    List.of()));
    if (!result.errors().isEmpty()) {
      throw new ToolFailure(result.errors().getFirst().headline());
    }
    return result.findings().stream()
        .map(finding -> new Report((int) finding.line(), finding.check()))
        .toList();
  }
}
