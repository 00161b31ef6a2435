package dev.tenure.engine.model;

import dev.tenure.annotations.Pooled;
import dev.tenure.engine.json.UntrustedJson;
import dev.tenure.engine.weights.GgufFile;
import dev.tenure.engine.weights.Metadata;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.engine.weights.SafetensorsFile;
import dev.tenure.engine.weights.ShardedSafetensors;
import dev.tenure.engine.weights.TensorFile;
import dev.tenure.engine.weights.WeightArena;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The open files of a decoder: a GGUF file, or safetensors files with their `config.json`.
///
/// It owns their bytes, until [Decoder#read] takes it over.
@Pooled
public final class DecoderSource implements AutoCloseable {
  private final Arena arena;
  private final TensorFile tensors;
  private final DecoderConfigs.Described description;
  private final @Nullable Metadata metadata;

  private DecoderSource(@Pooled Arena arena, GgufFile file) {
    this.arena = arena;
    this.tensors = file;
    this.metadata = file.metadata();
    this.description = DecoderConfigs.of(file);
  }

  private DecoderSource(@Pooled Arena arena, TensorFile file, byte[] config, Path configFile) {
    this.arena = arena;
    this.tensors = file;
    this.metadata = null;
    this.description = DecoderConfigs.of(config, configFile.toString());
  }

  /// Opens a GGUF file.
  ///
  /// @param file a file that nobody changes while it is open
  /// @return a source that the caller closes or hands to [Decoder#read]
  /// @throws IOException if the file cannot be read
  /// @throws ModelFormatException if it is no such file, or not supported
  @SuppressWarnings("MustBeClosedChecker") // The source owns the arena; on a throw it closes here.
  public static DecoderSource openGguf(Path file) throws IOException {
    Arena arena = new WeightArena();
    try {
      return new DecoderSource(arena, GgufFile.open(file, arena));
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  /// Reads a GGUF file from a stream.
  ///
  /// @param stream all of the file; not closed
  /// @param name what messages call it
  /// @return a source that the caller closes or hands to [Decoder#read]
  /// @throws IOException if the stream cannot be read
  /// @throws ModelFormatException if it is no such file, or not supported
  @SuppressWarnings("MustBeClosedChecker") // The source owns the arena; on a throw it closes here.
  public static DecoderSource readGguf(InputStream stream, String name) throws IOException {
    Arena arena = new WeightArena();
    try {
      return new DecoderSource(arena, GgufFile.read(stream, name, arena));
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  /// Opens a safetensors file.
  ///
  /// @param file a file that nobody changes while it is open
  /// @param config its `config.json`
  /// @return a source that the caller closes or hands to [Decoder#read]
  /// @throws IOException if a file cannot be read
  /// @throws ModelFormatException if one is damaged or not supported
  @SuppressWarnings("MustBeClosedChecker") // The source owns the arena; on a throw it closes here.
  public static DecoderSource openSafetensors(Path file, Path config) throws IOException {
    Arena arena = new WeightArena();
    try {
      return describe(arena, SafetensorsFile.open(file, arena), config);
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  /// Opens the weights of a decoder in the layout of Hugging Face: `model.safetensors`, or else the
  /// files that `model.safetensors.index.json` names, with `config.json`.
  ///
  /// @param folder holds the files, which nobody changes while they are open
  /// @return a source that the caller closes or hands to [Decoder#read]
  /// @throws IOException if a file cannot be read
  /// @throws ModelFormatException if one is missing, damaged or not supported
  public static DecoderSource openFolder(Path folder) throws IOException {
    Path config = folder.resolve("config.json");
    Path single = folder.resolve("model.safetensors");
    Path index = folder.resolve("model.safetensors.index.json");
    if (!Files.exists(config)) {
      throw new ModelFormatException(
          config.toString(), "is not there: not the folder of a model of the transformers library");
    }
    if (Files.exists(single)) {
      return openSafetensors(single, config);
    }
    if (Files.exists(index)) {
      return openShards(index, config);
    }
    throw new ModelFormatException(
        folder.toString(),
        "has neither model.safetensors nor model.safetensors.index.json; weights in other formats"
            + " are written again by save_pretrained(…) of the transformers library");
  }

  @SuppressWarnings("MustBeClosedChecker") // The source owns the arena; on a throw it closes here.
  private static DecoderSource openShards(Path index, Path config) throws IOException {
    Arena arena = new WeightArena();
    try {
      return describe(arena, ShardedSafetensors.open(index, arena), config);
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  private static DecoderSource describe(@Pooled Arena arena, TensorFile tensors, Path config)
      throws IOException {
    try (InputStream json = Files.newInputStream(config)) {
      return new DecoderSource(arena, tensors, UntrustedJson.bytes(json), config);
    }
  }

  /// Returns what a GGUF file says beside its tensors, its tokenizer among it.
  ///
  /// @return the metadata
  /// @throws ModelFormatException if the file is none
  public Metadata metadata() {
    if (metadata == null) {
      throw new ModelFormatException(tensors.name(), "a safetensors file has no metadata");
    }
    return metadata;
  }

  /// Returns the sizes that the files give.
  ///
  /// @return the configuration, which [Decoder#read] compares with the tensors
  public DecoderConfig config() {
    return description.config();
  }

  Arena arena() {
    return arena;
  }

  TensorFile tensors() {
    return tensors;
  }

  DecoderConfigs.Described description() {
    return description;
  }

  /// Gives the bytes back, unless a decoder has them. A second call does nothing.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
