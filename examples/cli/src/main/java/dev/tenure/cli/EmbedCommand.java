package dev.tenure.cli;

import dev.tenure.engine.embed.SentenceEmbedding;
import dev.tenure.engine.embed.SentenceEncoder;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Computes sentence embeddings, or ranks the lines of a file against a text.
@Command(
    name = "embed",
    description = "Compute sentence embeddings, or rank the lines of a file against a text.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:wrong usage, or a file that cannot be used"})
final class EmbedCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TEXT", arity = "0..*", description = "What to embed.")
  private List<String> texts = List.of();

  @Option(
      names = "--model",
      paramLabel = "FILE.onnx",
      description = {
        "A MiniLM encoder, with its tokenizer beside it as tokenizer.json or NAME-tokenizer.json.",
        "Default: all-MiniLM-L6-v2, which comes with the program."
      })
  private @Nullable Path model;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Embed the lines of this text file too; blank ones are passed over.")
  private @Nullable Path file;

  @Option(
      names = "--search",
      paramLabel = "FILE",
      description = "Rank the lines of this text file by their similarity to TEXT.")
  private @Nullable Path searched;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "10",
      description = "With --search: how many lines to print (default: ${DEFAULT-VALUE}).")
  private int top;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /// For picocli.
  EmbedCommand() {}

  @Override
  public Integer call() throws IOException {
    requireSensibleOptions();
    List<String> lines = searched == null ? List.of() : TextLines.read("--search", searched);
    List<String> embedded = allTexts();
    try (SentenceEncoder encoder = EncoderSource.open(model, TensorPool.shared())) {
      if (searched == null) {
        printEmbeddings(encoder.embedAll(embedded));
      } else {
        printRanking(LineSearch.rank(encoder, texts.get(0), lines, top));
      }
    }
    return ExitCodes.OK;
  }

  private void requireSensibleOptions() {
    if (searched != null && (texts.size() != 1 || file != null)) {
      throw new UsageException("--search takes one TEXT, quoted where it has spaces");
    }
    if (texts.isEmpty() && file == null) {
      throw new UsageException("nothing to embed: give a TEXT or --file");
    }
    if (top < 1) {
      throw new UsageException("--top must be at least 1: " + top);
    }
  }

  private List<String> allTexts() throws IOException {
    List<String> all = new ArrayList<>(texts);
    if (file != null) {
      TextLines.read("--file", file).stream().filter(line -> !line.isBlank()).forEach(all::add);
    }
    return all;
  }

  private void printEmbeddings(List<SentenceEmbedding> embeddings) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.write(embeddings));
      return;
    }
    EmbeddingText.print(embeddings, out);
  }

  private void printRanking(List<LineSearch.Hit> hits) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.write(hits));
      return;
    }
    for (LineSearch.Hit hit : hits) {
      out.printf(Locale.ROOT, "%7.4f  %d: %s%n", hit.cosine(), hit.line(), hit.text());
    }
  }
}
