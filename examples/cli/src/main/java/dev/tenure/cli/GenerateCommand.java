package dev.tenure.cli;

import dev.tenure.engine.generate.Generation;
import dev.tenure.engine.generate.GenerationRequest;
import dev.tenure.engine.generate.GenerationSession;
import dev.tenure.engine.generate.GrammarFilter;
import dev.tenure.engine.generate.Sampling;
import dev.tenure.engine.generate.TextGenerator;
import dev.tenure.engine.generate.TokenListener;
import dev.tenure.engine.grammar.Grammar;
import dev.tenure.engine.grammar.GrammarException;
import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.tokenizer.ChatMessage;
import dev.tenure.engine.tokenizer.ChatTemplate;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Continues a text, token by token.
@Command(
    name = "generate",
    description = "Continue a text with a decoder of the Llama family.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:wrong usage, or a file that cannot be used"})
final class GenerateCommand implements Callable<Integer> {
  /// The longest context unless the model's is shorter; longer ones take memory in advance.
  private static final int LARGEST_CONTEXT = 4096;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = {
        "A GGUF file of the Llama or Qwen family, or a folder with its config.json,",
        "tokenizer.json and safetensors files.",
        "Default: stories260K, which comes with the program."
      })
  private @Nullable Path model;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "The text to continue (default: none).")
  private String prompt = "";

  @Option(
      names = "--chat",
      description = "Take --prompt as a message, written as the model's chat template asks.")
  private boolean chat;

  @Option(
      names = "--system",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "With --chat: how the assistant shall be (default: not said).")
  private String system = "";

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "128",
      description = "How many tokens at most (default: ${DEFAULT-VALUE}).")
  private int maxTokens;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0",
      description = "0 takes the best token always (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "N",
      defaultValue = "40",
      description = "Consider the N best tokens; 0 for all (default: ${DEFAULT-VALUE}).")
  private int topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "0.95",
      description = "Consider tokens with this share of probability (default: ${DEFAULT-VALUE}).")
  private double topP;

  @Option(
      names = "--min-p",
      paramLabel = "P",
      defaultValue = "0",
      description = "Least probability, as a share of the best's (default: ${DEFAULT-VALUE}).")
  private double minP;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "F",
      defaultValue = "1",
      description = "Make tokens that occurred less likely (default: ${DEFAULT-VALUE}).")
  private double repetitionPenalty;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "What random choices follow from (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--stop", paramLabel = "TEXT", description = "End before this text; repeatable.")
  private List<String> stops = List.of();

  @Option(
      names = "--grammar",
      paramLabel = "FILE.gbnf",
      description = "Write only what this grammar allows, and end where it is complete.")
  private @Nullable Path grammar;

  @Option(
      names = "--schema",
      paramLabel = "FILE.json",
      description = "Write JSON that fits this JSON schema; not together with --grammar.")
  private @Nullable Path schema;

  @Option(names = "--ignore-end", description = "Go on past tokens that end a text.")
  private boolean ignoreEnd;

  @Option(
      names = "--cache",
      paramLabel = "TYPE",
      defaultValue = "F32",
      description = "How keys and values are held: F32, F16 or Q8_0 (default: ${DEFAULT-VALUE}).")
  private CacheFormat cache = CacheFormat.F32;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many threads compute (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(names = "--stats", description = "Print statistics after the text.")
  private boolean stats;

  @Option(names = "--json", description = "Print one JSON object instead of the text.")
  private boolean json;

  /// For picocli.
  GenerateCommand() {}

  @Override
  public Integer call() throws IOException {
    GenerationRequest request = request();
    if (threads < 1) {
      throw new UsageException("--threads must be at least 1: " + threads);
    }
    Grammar allowed = readGrammar();
    try (TextGenerator generator = GeneratorSource.open(model, TensorPool.shared())) {
      int[] ids = promptIds(generator);
      int capacity = Math.min(generator.contextLength(), LARGEST_CONTEXT);
      requirePromptFits(ids.length, capacity);
      Generation result;
      try (GenerationSession session = generator.open(cache, capacity, threads)) {
        result = run(session, generator, ids, constrained(request, generator, allowed));
      }
      report(result);
    }
    return ExitCodes.OK;
  }

  private int[] promptIds(TextGenerator generator) {
    if (!chat) {
      return generator.tokenizer().encode(prompt);
    }
    ChatTemplate template =
        generator
            .chatTemplate()
            .orElseThrow(
                () -> new UsageException("--chat: the model has no chat template that is known"));
    List<ChatMessage> messages = new ArrayList<>();
    if (!system.isEmpty()) {
      messages.add(new ChatMessage(ChatMessage.Role.SYSTEM, system));
    }
    messages.add(new ChatMessage(ChatMessage.Role.USER, prompt));
    return template.encode(generator.tokenizer(), messages);
  }

  private @Nullable Grammar readGrammar() throws IOException {
    if (grammar != null && schema != null) {
      throw new UsageException("--grammar and --schema exclude each other");
    }
    if (schema != null) {
      return readGrammar("--schema", schema, Grammar::ofJsonSchema);
    }
    return grammar == null ? null : readGrammar("--grammar", grammar, Grammar::parse);
  }

  private static Grammar readGrammar(String option, Path file, Function<String, Grammar> parser)
      throws IOException {
    try {
      return parser.apply(String.join("\n", TextLines.read(option, file)));
    } catch (GrammarException e) {
      throw new UsageException("%s: %s: %s".formatted(option, file, e.getMessage()), e);
    }
  }

  private static GenerationRequest constrained(
      GenerationRequest request, TextGenerator generator, @Nullable Grammar allowed) {
    return allowed == null
        ? request
        : request.withFilter(GrammarFilter.of(generator.tokenizer(), allowed));
  }

  private GenerationRequest request() {
    try {
      Sampling sampling = new Sampling(temperature, topK, topP, minP, repetitionPenalty, seed);
      GenerationRequest request = GenerationRequest.of(maxTokens, sampling).withStops(stops);
      return ignoreEnd ? request.pastEnds() : request;
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void requirePromptFits(int tokens, int capacity) {
    if (tokens == 0) {
      throw new UsageException("--prompt: this model does not begin a text by itself; give one");
    }
    if (tokens > capacity) {
      throw new UsageException(
          "--prompt: %d tokens, and the context has %d".formatted(tokens, capacity));
    }
  }

  private Generation run(
      GenerationSession session, TextGenerator generator, int[] ids, GenerationRequest request) {
    if (json) {
      return session.generate(ids, request, TokenListener.NONE);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(chat ? "" : prompt);
    TextStream text = new TextStream(generator.tokenizer(), ids, stops, out);
    Generation result = session.generate(ids, request, text);
    text.finish();
    return result;
  }

  private void report(Generation result) {
    if (json) {
      spec.commandLine().getOut().println(Json.write(GenerationReport.of(result)));
    }
    if (stats) {
      GenerationReport.print(
          result, TensorPool.shared().statistics().outstanding(), spec.commandLine().getErr());
    }
  }
}
