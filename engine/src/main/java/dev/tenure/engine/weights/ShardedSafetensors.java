package dev.tenure.engine.weights;

import dev.tenure.engine.json.UntrustedJson;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The tensors of a model in several safetensors files, which an index joins.
///
/// The mapped bytes belong to the arena that the files were opened in. Immutable. The index,
/// `model.safetensors.index.json`, has a `weight_map` from the name of each tensor to the file
/// beside the index that holds it.
public final class ShardedSafetensors implements TensorFile {
  /// Twice what the largest models have; bounds what the headers of many files take together.
  private static final int MAX_TENSORS = 200_000;

  /// A name and a file for each, and what is around them.
  private static final long MAX_INDEX_TOKENS = 2 * MAX_TENSORS + 1_000;

  private final String name;
  private final Path index;
  private final Arena arena;
  private final Map<String, SafetensorsFile> shards = new HashMap<>();
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

  private ShardedSafetensors(Path index, Arena arena) {
    this.name = index.toString();
    this.index = index;
    this.arena = arena;
  }

  /// Opens the files that an index names, without reading the elements of their tensors yet.
  ///
  /// @param index a `model.safetensors.index.json`; nobody changes the files beside it while the
  ///   arena is open
  /// @param arena owns the mappings
  /// @return what is in the files
  /// @throws IOException if a file cannot be read
  /// @throws ModelFormatException if the index is damaged or names a file that is missing or not
  ///   beside it, if a file is no safetensors file, if a tensor is not in the file that the index
  ///   names, or if it is in two files
  public static ShardedSafetensors open(Path index, Arena arena) throws IOException {
    ShardedSafetensors files = new ShardedSafetensors(index, arena);
    files.read(files.weightMap());
    return files;
  }

  private JsonNode weightMap() throws IOException {
    try (InputStream stream = Files.newInputStream(index)) {
      JsonNode root = UntrustedJson.parse(UntrustedJson.bytes(stream), MAX_INDEX_TOKENS);
      JsonNode map = root.path("weight_map");
      if (!map.isObject() || map.isEmpty()) {
        throw problem("has no weight_map from tensors to files: not an index of safetensors");
      }
      return map;
    } catch (JacksonException e) {
      throw new ModelFormatException(name, "not valid JSON: " + e.getMessage(), e);
    }
  }

  private void read(JsonNode weightMap) throws IOException {
    for (Map.Entry<String, JsonNode> entry : weightMap.properties()) {
      if (!entry.getValue().isString()) {
        throw problem("weight_map names no file for tensor '%s'".formatted(entry.getKey()));
      }
      String file = entry.getValue().stringValue();
      if (!shard(file).tensors().containsKey(entry.getKey())) {
        throw problem(
            "weight_map says that tensor '%s' is in '%s', and it is not"
                .formatted(entry.getKey(), file));
      }
    }
  }

  private SafetensorsFile shard(String file) throws IOException {
    SafetensorsFile known = shards.get(file);
    if (known != null) {
      return known;
    }
    SafetensorsFile shard = SafetensorsFile.open(beside(file), arena);
    shards.put(file, shard);
    shard.tensors().values().forEach(tensor -> add(tensor, file));
    return shard;
  }

  /// Finds a file by its name alone, so that an index cannot have others opened.
  private Path beside(String file) {
    if (file.isEmpty() || file.contains("/") || file.contains("\\") || file.equals("..")) {
      throw problem("weight_map names '%s', which is no file beside it".formatted(file));
    }
    try {
      Path shard = index.resolveSibling(file);
      if (!Files.isRegularFile(shard)) {
        throw problem(
            "weight_map names '%s', which is missing; download all files of the model"
                .formatted(file));
      }
      return shard;
    } catch (InvalidPathException e) {
      throw new ModelFormatException(name, "weight_map names '%s'".formatted(file), e);
    }
  }

  private void add(StoredTensor tensor, String file) {
    if (tensors.put(tensor.name(), tensor) != null) {
      throw problem(
          "tensor '%s' is in '%s' and in another file, too".formatted(tensor.name(), file));
    }
    if (tensors.size() > MAX_TENSORS) {
      throw problem("its files have more than %d tensors".formatted(MAX_TENSORS));
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  private ModelFormatException problem(String problem) {
    return new ModelFormatException(name, problem);
  }
}
