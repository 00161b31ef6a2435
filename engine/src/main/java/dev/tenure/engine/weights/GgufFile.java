package dev.tenure.engine.weights;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The metadata and tensors of a GGUF file.
///
/// The file's bytes belong to the arena that it was opened in: mapped from a file, or copied from a
/// stream. Immutable, so that any number of threads may use one, as far as the arena lets them.
///
/// [The GGUF specification](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md).
public final class GgufFile implements TensorFile {
  private static final int MAGIC = 0x46554747;
  private static final int VERSION = 3;
  private static final int MAX_RANK = 4;
  private static final long DEFAULT_ALIGNMENT = 32;

  /// The least bytes that an entry takes: the length of its name, and what comes with it.
  private static final long VALUE_BYTES = 8 + 4 + 1;

  private static final long TENSOR_BYTES = 8 + 4 + 4 + 8;
  private static final int ENTRY_HEAP_BYTES = 200;

  private final String name;
  private final Metadata metadata;
  private final Map<String, StoredTensor> tensors;

  private GgufFile(String name, MemorySegment bytes) {
    this.name = name;
    GgufCursor cursor = new GgufCursor(name, bytes);
    requireVersion(cursor);
    long tensorCount = cursor.readCount("tensors", TENSOR_BYTES);
    long valueCount = cursor.readCount("values of metadata", VALUE_BYTES);
    this.metadata = readMetadata(cursor, valueCount);
    this.tensors = readTensors(cursor, tensorCount, bytes);
  }

  /// Opens a file, without reading the elements of its tensors yet.
  ///
  /// @param file a file that nobody changes while the arena is open
  /// @param arena owns the mapping
  /// @return what is in the file
  /// @throws IOException if the file cannot be read
  /// @throws ModelFormatException if it is no GGUF file, or one that is not supported
  public static GgufFile open(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new GgufFile(file.toString(), bytes);
    }
  }

  /// Reads a file from a stream.
  ///
  /// @param stream all of the file, 2 GiB at most; not closed
  /// @param name what messages call it
  /// @param arena owns the copy
  /// @return what is in the file
  /// @throws IOException if the stream cannot be read
  /// @throws ModelFormatException if it is no GGUF file, or one that is not supported
  public static GgufFile read(InputStream stream, String name, Arena arena) throws IOException {
    return new GgufFile(name, StreamBytes.copy(stream, name, arena));
  }

  private static void requireVersion(GgufCursor cursor) {
    if (cursor.readInt("the first four bytes") != MAGIC) {
      throw cursor.problem("does not begin with GGUF: not a GGUF file");
    }
    int version = cursor.readInt("the version");
    if (version != VERSION) {
      throw cursor.problem(
          "is GGUF version %d; version %d is supported: convert it again with a current converter"
              .formatted(version, VERSION));
    }
  }

  private static Metadata readMetadata(GgufCursor cursor, long count) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (long i = 0; i < count; i++) {
      cursor.spend(ENTRY_HEAP_BYTES, "a value of metadata");
      String key = cursor.readText("a key of metadata");
      if (values.put(key, cursor.readValue(key)) != null) {
        throw cursor.problem("has '%s' twice".formatted(key));
      }
    }
    return new Metadata(cursor.file(), values);
  }

  private Map<String, StoredTensor> readTensors(
      GgufCursor cursor, long count, MemorySegment bytes) {
    List<TensorEntry> entries = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      entries.add(TensorEntry.read(cursor));
    }
    long start = dataStart(cursor, bytes.byteSize(), count);
    TensorTable table = new TensorTable(name, bytes.asSlice(start));
    for (TensorEntry entry : entries) {
      BlockType type = BlockType.ofGgufCode(entry.typeCode());
      table.add(
          entry.name(),
          table.require(type, entry.name(), "number " + entry.typeCode()),
          entry.dimensions(),
          entry.offset());
    }
    return table.finish();
  }

  private long dataStart(GgufCursor cursor, long fileBytes, long tensorCount) {
    long alignment = metadata.integer("general.alignment", DEFAULT_ALIGNMENT);
    if (alignment < 1 || alignment > 1 << 20 || Long.bitCount(alignment) != 1) {
      throw cursor.problem("has the alignment %d, which is no power of two".formatted(alignment));
    }
    long start = (cursor.position() + alignment - 1) & -alignment;
    if (start > fileBytes) {
      if (tensorCount > 0) {
        throw cursor.problem("ends before the data of its tensors");
      }
      return fileBytes;
    }
    return start;
  }

  @Override
  public String name() {
    return name;
  }

  /// Returns what the file says about its model.
  ///
  /// @return the values by key
  public Metadata metadata() {
    return metadata;
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /// A tensor as the header describes it.
  ///
  /// @param dimensions outermost first, the reverse of the file's order
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record TensorEntry(String name, long[] dimensions, long typeCode, long offset) {
    static TensorEntry read(GgufCursor cursor) {
      cursor.spend(ENTRY_HEAP_BYTES, "a tensor");
      String name = cursor.readText("a tensor's name");
      int rank = cursor.readInt("tensor '%s'".formatted(name));
      if (rank < 1 || rank > MAX_RANK) {
        throw cursor.problem(
            "tensor '%s' has %s dimensions, not 1 to %d"
                .formatted(name, Integer.toUnsignedString(rank), MAX_RANK));
      }
      long[] dimensions = new long[rank];
      for (int i = rank - 1; i >= 0; i--) {
        dimensions[i] = cursor.readLong(name);
      }
      return new TensorEntry(
          name, dimensions, Integer.toUnsignedLong(cursor.readInt(name)), cursor.readLong(name));
    }
  }
}
