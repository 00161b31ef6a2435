package dev.tenure.cli;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.Finding;
import dev.tenure.checks.cli.SourceChecker;
import dev.tenure.engine.embed.SentenceEmbedding;
import dev.tenure.engine.embed.SentenceEncoder;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Runs the main job on what comes with the program: check, fix, infer, and nothing outstanding.
@Command(
    name = "demo",
    description =
        "Check a leaky sample, show the fix, and embed sentences with real weights from a pool.")
final class DemoCommand implements Callable<Integer> {
  private static final List<String> SENTENCES =
      List.of(
          "A buffer that nobody closes is a leak.",
          "Memory which is never given back is lost.",
          "The bakery opens at seven in the morning.");

  /// More than the sample model needs, so that the demo shows a pool with a hard limit of its own.
  private static final long POOL_LIMIT_BYTES = 256L << 20;

  @Spec private CommandSpec spec;

  /// For picocli.
  DemoCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (DemoSample leaky = DemoSample.unpack("leaky");
        DemoSample fixed = DemoSample.unpack("fixed")) {
      heading(out, "1. The compiler checks a sample that leaks: " + leaky.name());
      showFindings(leaky, out);
      heading(out, "2. The fix, checked again");
      SampleDiff.print(leaky, fixed, out);
      out.printf("%nfindings after the fix: %d%n", findings(fixed).size());
    }
    heading(out, "3. Generated wrappers run all-MiniLM-L6-v2 on its real weights");
    embed(out);
    return ExitCodes.OK;
  }

  private static void heading(PrintWriter out, String text) {
    out.printf("%n== %s%n%n", text);
  }

  private static void showFindings(DemoSample sample, PrintWriter out) throws IOException {
    for (Finding finding : findings(sample)) {
      out.printf(
          "%s:%d: %s: [%s] %s%n",
          sample.name(),
          finding.line(),
          finding.severity().label(),
          finding.check(),
          finding.message());
      CodeFrame.print(sample.lines(), (int) finding.line(), out);
      finding.details().forEach(detail -> out.println("    " + detail));
      out.println();
    }
  }

  private static List<Finding> findings(DemoSample sample) throws IOException {
    CheckResult result =
        new SourceChecker()
            .check(CheckRequest.of(List.of(sample.file()), OwnArtifacts.apiClassPath()));
    if (!result.errors().isEmpty()) {
      throw new IllegalStateException(
          "the sample does not compile: " + result.errors().get(0).headline());
    }
    return result.findings();
  }

  private static void embed(PrintWriter out) throws IOException {
    try (TensorPool pool = TensorPool.withLimit(POOL_LIMIT_BYTES)) {
      try (SentenceEncoder encoder = SentenceEncoder.loadDefault(pool)) {
        List<SentenceEmbedding> embeddings = new ArrayList<>();
        for (String sentence : SENTENCES) {
          embeddings.add(encoder.embed(sentence));
        }
        EmbeddingText.print(embeddings, out);
      }
      heading(out, "4. The pool afterwards");
      out.print(pool.diagnostics());
      out.printf("%noutstanding %d%n", pool.statistics().outstanding());
    }
  }
}
