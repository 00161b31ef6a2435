package dev.tenure.engine.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The tensors of a safetensors file.
///
/// The mapped bytes belong to the arena that the file was opened in. Immutable. [The
/// format](https://github.com/huggingface/safetensors#format): the length of a JSON header, the
/// header, then the tensors' bytes.
public final class SafetensorsFile implements TensorFile {
  /// The limit of the reference implementation.
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final String name;
  private final Map<String, StoredTensor> tensors;

  private SafetensorsFile(String name, MemorySegment bytes) {
    this.name = name;
    long headerBytes = headerBytes(bytes);
    TensorTable table = new TensorTable(name, bytes.asSlice(Long.BYTES + headerBytes));
    for (Map.Entry<String, JsonNode> entry : header(bytes, (int) headerBytes).properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        add(table, entry.getKey(), entry.getValue());
      }
    }
    this.tensors = table.finish();
  }

  /// Opens a file, without reading the elements of its tensors yet.
  ///
  /// @param file a file that nobody changes while the arena is open
  /// @param arena owns the mapping
  /// @return what is in the file
  /// @throws IOException if the file cannot be read
  /// @throws ModelFormatException if it is no safetensors file, or one that is not supported
  public static SafetensorsFile open(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new SafetensorsFile(file.toString(), bytes);
    }
  }

  private long headerBytes(MemorySegment bytes) {
    if (bytes.byteSize() < Long.BYTES) {
      throw problem("is too short for a safetensors file");
    }
    long length = bytes.get(LONG, 0);
    if (length < 2 || length > Math.min(MAX_HEADER_BYTES, bytes.byteSize() - Long.BYTES)) {
      throw problem(
          "claims a header of %s bytes: cut off, or not a safetensors file"
              .formatted(Long.toUnsignedString(length)));
    }
    return length;
  }

  private JsonNode header(MemorySegment bytes, int length) {
    byte[] json = new byte[length];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, Long.BYTES, json, 0, length);
    try {
      JsonNode header = new JsonMapper().readTree(json);
      if (header.isObject()) {
        return header;
      }
    } catch (JacksonException e) {
      throw new ModelFormatException(name, "the header is not valid JSON: " + e.getMessage(), e);
    }
    throw problem("the header is no JSON object");
  }

  private void add(TensorTable table, String tensor, JsonNode entry) {
    JsonNode offsets = entry.path("data_offsets");
    long from = integer(tensor, offsets.path(0));
    long to = integer(tensor, offsets.path(1));
    JsonNode shape = entry.path("shape");
    long[] dimensions = new long[shape.size()];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = integer(tensor, shape.path(i));
    }
    String typeName = entry.path("dtype").asString("missing");
    BlockType type = table.require(ofName(typeName), tensor, typeName);
    table.add(tensor, type, dimensions, from);
    if (to - from != byteSize(type, dimensions)) {
      throw problem("tensor '%s' has other bytes than its shape asks for".formatted(tensor));
    }
  }

  private static long byteSize(BlockType type, long[] dimensions) {
    long count = 1;
    for (long dimension : dimensions) {
      count *= dimension;
    }
    return count * type.bytes();
  }

  private static @Nullable BlockType ofName(String dtype) {
    return switch (dtype) {
      case "F32" -> BlockType.F32;
      case "F16" -> BlockType.F16;
      case "BF16" -> BlockType.BF16;
      default -> null;
    };
  }

  private long integer(String tensor, JsonNode number) {
    if (!number.isIntegralNumber() || !number.canConvertToLong()) {
      throw problem("tensor '%s' has a shape or offset that is no number".formatted(tensor));
    }
    return number.longValue();
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
