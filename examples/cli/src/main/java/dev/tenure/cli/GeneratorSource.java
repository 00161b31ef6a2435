package dev.tenure.cli;

import dev.tenure.engine.generate.TextGenerator;
import dev.tenure.engine.weights.BlockType;
import dev.tenure.engine.weights.GgufFile;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.engine.weights.StoredTensor;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Opens the decoder that a command line names, or the one that comes with the program.
///
/// That one is stories260K by Andrej Karpathy (MIT licence), which tells stories for children.
final class GeneratorSource {
  private static final String DEFAULT = "stories260K-f32.gguf";

  private static final Pattern SUFFIXES =
      Pattern.compile("([-._](b?f(16|32)|i?q\\d\\w*))?(\\.gguf)?$", Pattern.CASE_INSENSITIVE);

  private GeneratorSource() {}

  static TextGenerator open(@Nullable Path model, TensorPool pool) throws IOException {
    if (model == null) {
      try (InputStream stream = openDefault()) {
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

  /// Finds out whether there is such a file, where a folder does not do.
  ///
  /// @throws UsageException if there is none
  static void requireFile(@Nullable Path model) {
    if (model != null && !Files.isRegularFile(model)) {
      throw new UsageException("--model: no such file: " + model);
    }
  }

  /// Returns the model's name: the file's, without what it says of the weights' type.
  static String name(@Nullable Path model) {
    String file = model == null ? DEFAULT : String.valueOf(model.getFileName());
    return SUFFIXES.matcher(file).replaceFirst("");
  }

  /// Returns the type that most of the weights have.
  ///
  /// @throws UsageException if the file is no model
  static String weightType(@Nullable Path model) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      Map<BlockType, Long> counts = new EnumMap<>(BlockType.class);
      for (StoredTensor tensor : file(model, arena).tensors().values()) {
        counts.merge(tensor.type(), tensor.shape().elementCount(), Long::sum);
      }
      return counts.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(most -> most.getKey().name())
          .orElse("none");
    } catch (ModelFormatException e) {
      throw new UsageException("--model: " + e.getMessage(), e);
    }
  }

  private static GgufFile file(@Nullable Path model, Arena arena) throws IOException {
    if (model != null) {
      return GgufFile.open(model, arena);
    }
    try (InputStream stream = openDefault()) {
      return GgufFile.read(stream, DEFAULT, arena);
    }
  }

  private static InputStream openDefault() {
    return Objects.requireNonNull(GeneratorSource.class.getResourceAsStream(DEFAULT), DEFAULT);
  }
}
