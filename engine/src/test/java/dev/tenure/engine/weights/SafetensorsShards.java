package dev.tenure.engine.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes safetensors files in several parts.
public final class SafetensorsShards {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SafetensorsShards() {}

  /// Splits a file of floats into several beside it, with their index.
  ///
  /// @param file a safetensors file
  /// @param count how many parts
  /// @return the index
  /// @throws IOException if a file cannot be read or written
  public static Path split(Path file, int count) throws IOException {
    ObjectNode index = JSON.createObjectNode();
    ObjectNode map = index.putObject("weight_map");
    try (Arena arena = Arena.ofConfined()) {
      List<StoredTensor> all =
          new ArrayList<>(SafetensorsFile.open(file, arena).tensors().values());
      for (int part = 0; part < count; part++) {
        String name = "model-%05d-of-%05d.safetensors".formatted(part + 1, count);
        List<StoredTensor> tensors = new ArrayList<>();
        for (int i = part; i < all.size(); i += count) {
          tensors.add(all.get(i));
          map.put(all.get(i).name(), name);
        }
        Files.write(file.resolveSibling(name), bytes(tensors));
      }
    }
    Path written = file.resolveSibling("model.safetensors.index.json");
    return Files.writeString(written, index.toString());
  }

  private static byte[] bytes(List<StoredTensor> tensors) {
    ObjectNode header = JSON.createObjectNode();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (StoredTensor tensor : tensors) {
      ObjectNode entry = header.putObject(tensor.name());
      entry.put("dtype", tensor.type().name());
      for (int i = 0; i < tensor.shape().rank(); i++) {
        entry.withArray("shape").add(tensor.shape().dimension(i));
      }
      int from = data.size();
      data.writeBytes(tensor.data().toArray(ValueLayout.JAVA_BYTE));
      entry.putArray("data_offsets").add(from).add(data.size());
    }
    return file(header.toString(), data.toByteArray());
  }

  /// Returns a file with a header and data.
  static byte[] file(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }
}
