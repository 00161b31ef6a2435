package dev.tenure.cli;

import dev.tenure.engine.embed.SentenceEncoder;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens the encoder that a command line names, or the one that comes with the program.
final class EncoderSource {
  private static final String DEFAULT = "all-MiniLM-L6-v2";

  private EncoderSource() {}

  static SentenceEncoder open(@Nullable Path model, TensorPool pool) throws IOException {
    if (model == null) {
      return SentenceEncoder.loadDefault(pool);
    }
    requireFile(model);
    try {
      return SentenceEncoder.load(model, tokenizerBeside(model), pool);
    } catch (ModelFormatException e) {
      throw new UsageException("--model: " + e.getMessage(), e);
    }
  }

  /// Finds out whether there is such a file.
  ///
  /// @throws UsageException if there is none
  static void requireFile(@Nullable Path model) {
    if (model != null && !Files.isRegularFile(model)) {
      throw new UsageException("--model: no such file: " + model);
    }
  }

  /// Returns the model's name: the file's, without its ending.
  static String name(@Nullable Path model) {
    return model == null
        ? DEFAULT
        : String.valueOf(model.getFileName()).replaceFirst("\\.onnx$", "");
  }

  private static Path tokenizerBeside(Path model) {
    String name = name(model);
    List<Path> candidates =
        List.of(
            model.resolveSibling(name + "-tokenizer.json"), model.resolveSibling("tokenizer.json"));
    return candidates.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "--model: no tokenizer beside the model; looked for %s and %s"
                    .formatted(candidates.get(0), candidates.get(1))));
  }
}
