package dev.tenure.cli;

import dev.tenure.engine.generate.TextGenerator;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Opens the decoder that a command line names, or the one that comes with the program.
///
/// That one is stories260K by Andrej Karpathy (MIT licence), which tells stories for children.
final class GeneratorSource {
  private static final String DEFAULT = "stories260K-f32.gguf";

  private GeneratorSource() {}

  static TextGenerator open(@Nullable Path model, TensorPool pool) throws IOException {
    if (model == null) {
      try (InputStream stream =
          Objects.requireNonNull(GeneratorSource.class.getResourceAsStream(DEFAULT), DEFAULT)) {
        return TextGenerator.load(stream, DEFAULT, pool);
      }
    }
    if (!Files.exists(model)) {
      throw new UsageException("--model: no such file or folder: " + model);
    }
    try {
      return TextGenerator.load(model, pool);
    } catch (ModelFormatException e) {
      throw new UsageException("--model: " + e.getMessage(), e);
    }
  }
}
