package dev.tenure.engine.weights;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes GGUF files, well-formed or not.
public final class GgufBuilder {
  private static final int ALIGNMENT = 32;
  private static final int ARRAY = 9;

  private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
  private final ByteArrayOutputStream infos = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private long values;
  private long tensors;

  /// Creates a builder of a file with nothing in it.
  public GgufBuilder() {}

  /// Adds a text.
  ///
  /// @param key its key
  /// @param value the text
  /// @return this
  public GgufBuilder text(String key, String value) {
    key(key, 8);
    text(metadata, value);
    return this;
  }

  /// Adds an unsigned integer of 32 bits.
  ///
  /// @param key its key
  /// @param value the integer
  /// @return this
  public GgufBuilder integer(String key, int value) {
    key(key, 4);
    integer(metadata, value);
    return this;
  }

  /// Adds a number.
  ///
  /// @param key its key
  /// @param value the number
  /// @return this
  public GgufBuilder number(String key, float value) {
    key(key, 6);
    integer(metadata, Float.floatToRawIntBits(value));
    return this;
  }

  /// Adds a truth value.
  ///
  /// @param key its key
  /// @param value the value
  /// @return this
  public GgufBuilder flag(String key, boolean value) {
    key(key, 7);
    metadata.write(value ? 1 : 0);
    return this;
  }

  /// Adds a list of texts.
  ///
  /// @param key its key
  /// @param list the texts
  /// @return this
  public GgufBuilder texts(String key, String... list) {
    array(key, 8, list.length);
    for (String value : list) {
      text(metadata, value);
    }
    return this;
  }

  /// Adds a list of numbers.
  ///
  /// @param key its key
  /// @param list the numbers
  /// @return this
  public GgufBuilder numbers(String key, float... list) {
    array(key, 6, list.length);
    for (float value : list) {
      integer(metadata, Float.floatToRawIntBits(value));
    }
    return this;
  }

  /// Adds a list of integers.
  ///
  /// @param key its key
  /// @param list the integers
  /// @return this
  public GgufBuilder integers(String key, int... list) {
    array(key, 5, list.length);
    for (int value : list) {
      integer(metadata, value);
    }
    return this;
  }

  /// Begins a list, whose elements [#raw] adds.
  GgufBuilder array(String key, int elementType, long count) {
    key(key, ARRAY);
    integer(metadata, elementType);
    integer64(metadata, count);
    return this;
  }

  /// Adds a value of any type.
  GgufBuilder value(String key, int type, byte... bytes) {
    key(key, type);
    return raw(bytes);
  }

  GgufBuilder raw(byte... bytes) {
    metadata.writeBytes(bytes);
    return this;
  }

  /// Adds a tensor of 32-bit floats.
  ///
  /// @param name its name
  /// @param dimensions outermost first
  /// @param elements its elements
  /// @return this
  public GgufBuilder floats(String name, int[] dimensions, float... elements) {
    while (data.size() % ALIGNMENT != 0) {
      data.write(0);
    }
    long[] sizes = new long[dimensions.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = dimensions[i];
    }
    info(name, 0, data.size(), sizes);
    for (float element : elements) {
      integer(data, Float.floatToRawIntBits(element));
    }
    return this;
  }

  /// Adds a tensor without data.
  ///
  /// @param dimensions outermost first
  GgufBuilder info(String name, int type, long offset, long... dimensions) {
    text(infos, name);
    integer(infos, dimensions.length);
    for (int i = dimensions.length - 1; i >= 0; i--) {
      integer64(infos, dimensions[i]);
    }
    integer(infos, type);
    integer64(infos, offset);
    tensors++;
    return this;
  }

  /// Returns the file.
  ///
  /// @return its bytes
  public byte[] build() {
    return build(tensors, values);
  }

  /// Returns a file that claims these numbers of tensors and values.
  byte[] build(long claimedTensors, long claimedValues) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    integer(file, 3);
    integer64(file, claimedTensors);
    integer64(file, claimedValues);
    file.writeBytes(metadata.toByteArray());
    file.writeBytes(infos.toByteArray());
    while (file.size() % ALIGNMENT != 0) {
      file.write(0);
    }
    file.writeBytes(data.toByteArray());
    return file.toByteArray();
  }

  /// Returns the file as a stream.
  ///
  /// @return all of it
  public InputStream stream() {
    return new ByteArrayInputStream(build());
  }

  private void key(String key, int type) {
    text(metadata, key);
    integer(metadata, type);
    values++;
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    integer64(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void integer(ByteArrayOutputStream out, int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private static void integer64(ByteArrayOutputStream out, long value) {
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  /// Opens bytes as a file.
  static GgufFile open(byte[] bytes, Arena arena) throws IOException {
    return GgufFile.read(new ByteArrayInputStream(bytes), "damaged.gguf", arena);
  }
}
