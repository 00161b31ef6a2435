package dev.tenure.engine.weights;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes ONNX files of a few tensors and nodes, well-formed or not.
public final class OnnxFileBuilder {
  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

  /// Creates a builder of an empty graph.
  public OnnxFileBuilder() {}

  /// Adds an initializer of floats in `raw_data`.
  ///
  /// @param name its name
  /// @param dimensions its shape
  /// @param elements its elements
  /// @return this
  public OnnxFileBuilder floats(String name, long[] dimensions, float... elements) {
    return initializer(message -> writeTensor(message, name, dimensions, 1, 9, bytes(elements)));
  }

  OnnxFileBuilder tensor(String name, long[] dimensions, int type, int dataField, byte[] data) {
    return initializer(message -> writeTensor(message, name, dimensions, type, dataField, data));
  }

  OnnxFileBuilder initializer(Content content) {
    return field(graph, 5, message(content));
  }

  /// Adds a node.
  ///
  /// @param operator its operation
  /// @param name its name
  /// @param output the only output's name
  /// @param inputs the inputs' names
  /// @return this
  public OnnxFileBuilder node(String operator, String name, String output, String... inputs) {
    return field(graph, 1, message(out -> writeNode(out, operator, name, output, inputs)));
  }

  /// Adds a `Constant`.
  ///
  /// @param output its output's name
  /// @param type the code of its element type
  /// @param data its only element
  /// @return this
  public OnnxFileBuilder constant(String output, int type, byte[] data) {
    byte[] tensor = message(out -> writeTensor(out, "", new long[0], type, 9, data));
    byte[] attribute = message(out -> out.writeByteArray(5, tensor));
    Content node =
        out -> {
          writeNode(out, "Constant", output + "/node", output);
          out.writeByteArray(5, attribute);
        };
    return field(graph, 1, message(node));
  }

  OnnxFileBuilder nodeFields(Content content) {
    return field(graph, 1, message(content));
  }

  /// Returns the file.
  ///
  /// @return its bytes
  public byte[] build() {
    return message(out -> {
      out.writeInt64(1, 6);
      out.writeString(2, "test");
      out.writeByteArray(7, graph.toByteArray());
    });
  }

  static byte[] bytes(float... elements) {
    ByteBuffer buffer =
        ByteBuffer.allocate(elements.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(elements);
    return buffer.array();
  }

  /// Returns the stored form of a number.
  ///
  /// @param element the number
  /// @return eight bytes, the lowest first
  public static byte[] bytes(long element) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(element).array();
  }

  static byte[] message(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      content.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private OnnxFileBuilder field(ByteArrayOutputStream target, int number, byte[] content) {
    target.writeBytes(message(out -> out.writeByteArray(number, content)));
    return this;
  }

  private static void writeTensor(
      CodedOutputStream out, String name, long[] dimensions, int type, int dataField, byte[] data)
      throws IOException {
    for (long dimension : dimensions) {
      out.writeInt64(1, dimension);
    }
    out.writeInt32(2, type);
    out.writeBytes(8, ByteString.copyFrom(name, StandardCharsets.UTF_8));
    out.writeByteArray(dataField, data);
  }

  private static void writeNode(
      CodedOutputStream out, String operator, String name, String output, String... inputs)
      throws IOException {
    for (String input : inputs) {
      out.writeString(1, input);
    }
    out.writeString(2, output);
    out.writeString(3, name);
    out.writeString(4, operator);
  }

  /// Writes the fields of a message.
  @FunctionalInterface
  interface Content {
    void write(CodedOutputStream out) throws IOException;
  }
}
