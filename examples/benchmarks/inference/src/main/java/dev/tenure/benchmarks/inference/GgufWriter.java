package dev.tenure.benchmarks.inference;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes the parts of a GGUF version 3 file in their order, into a stream.
///
/// The format: <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>.
final class GgufWriter {
  static final int ALIGNMENT = 32;

  private final OutputStream out;
  private final ByteBuffer word = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
  private long written;

  /// Begins a file.
  ///
  /// @param out where to; not closed
  /// @param tensors how many tensors will be described
  /// @param values how many metadata values will be written
  GgufWriter(OutputStream out, long tensors, long values) throws IOException {
    this.out = out;
    bytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    integer(3);
    integer64(tensors);
    integer64(values);
  }

  void text(String key, String value) throws IOException {
    key(key, 8);
    string(value);
  }

  void integer(String key, int value) throws IOException {
    key(key, 4);
    integer(value);
  }

  void number(String key, float value) throws IOException {
    key(key, 6);
    integer(Float.floatToRawIntBits(value));
  }

  void texts(String key, List<String> values) throws IOException {
    array(key, 8, values.size());
    for (String value : values) {
      string(value);
    }
  }

  void numbers(String key, float[] values) throws IOException {
    array(key, 6, values.length);
    for (float value : values) {
      integer(Float.floatToRawIntBits(value));
    }
  }

  void integers(String key, int[] values) throws IOException {
    array(key, 5, values.length);
    for (int value : values) {
      integer(value);
    }
  }

  /// Describes a tensor.
  ///
  /// @param rows 0 for a vector
  /// @param offset where its data begins, after the descriptions
  void tensor(String name, int type, long rows, long columns, long offset) throws IOException {
    string(name);
    integer(rows == 0 ? 1 : 2);
    integer64(columns);
    if (rows != 0) {
      integer64(rows);
    }
    integer(type);
    integer64(offset);
  }

  /// Writes data as it is.
  void bytes(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  /// Fills up to where data may begin.
  void align() throws IOException {
    while (written % ALIGNMENT != 0) {
      out.write(0);
      written++;
    }
  }

  private void array(String key, int type, int count) throws IOException {
    key(key, 9);
    integer(type);
    integer64(count);
  }

  private void key(String key, int type) throws IOException {
    string(key);
    integer(type);
  }

  private void string(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    integer64(utf8.length);
    bytes(utf8);
  }

  private void integer(int value) throws IOException {
    out.write(word.putInt(0, value).array(), 0, Integer.BYTES);
    written += Integer.BYTES;
  }

  private void integer64(long value) throws IOException {
    out.write(word.putLong(0, value).array(), 0, Long.BYTES);
    written += Long.BYTES;
  }
}
