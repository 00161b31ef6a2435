package dev.tenure.benchmarks.kernels;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// An ONNX model of one `MatMul`, written as protocol buffers with the field numbers of
/// [onnx.proto](https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
final class MatMulModel {
  static final String LEFT = "left";
  static final String RIGHT = "right";
  static final String OUTPUT = "output";

  private static final int FLOAT = 1;
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 13;

  private final ProductShape shape;

  MatMulModel(ProductShape shape) {
    this.shape = shape;
  }

  byte[] bytes() {
    Message model = new Message();
    model.integer(1, IR_VERSION);
    model.message(7, graph());
    Message operators = new Message();
    operators.integer(2, OPERATOR_SET);
    model.message(8, operators);
    return model.out.toByteArray();
  }

  private Message graph() {
    Message node = new Message();
    node.text(1, LEFT);
    node.text(1, RIGHT);
    node.text(2, OUTPUT);
    node.text(4, "MatMul");
    Message graph = new Message();
    graph.message(1, node);
    graph.text(2, "product");
    if (shape.isLinearLayer()) {
      graph.message(5, constant());
    } else {
      graph.message(11, value(RIGHT, shape.k(), shape.n()));
    }
    graph.message(11, value(LEFT, shape.m(), shape.k()));
    graph.message(12, value(OUTPUT, shape.m(), shape.n()));
    return graph;
  }

  private Message constant() {
    float[] values = shape.right();
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    Message tensor = new Message();
    tensor.integer(1, shape.k());
    tensor.integer(1, shape.n());
    tensor.integer(2, FLOAT);
    tensor.text(8, RIGHT);
    tensor.bytes(9, raw.array());
    return tensor;
  }

  private static Message value(String name, int rows, int columns) {
    Message dimensions = new Message();
    for (int size : new int[] {rows, columns}) {
      Message dimension = new Message();
      dimension.integer(1, size);
      dimensions.message(1, dimension);
    }
    Message tensor = new Message();
    tensor.integer(1, FLOAT);
    tensor.message(2, dimensions);
    Message type = new Message();
    type.message(1, tensor);
    Message value = new Message();
    value.text(1, name);
    value.message(2, type);
    return value;
  }

  /// A message under construction.
  private static final class Message {
    private static final int LENGTH_DELIMITED = 2;

    final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void integer(int field, long value) {
      number((long) field << 3);
      number(value);
    }

    void text(int field, String value) {
      bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    void message(int field, Message value) {
      bytes(field, value.out.toByteArray());
    }

    void bytes(int field, byte[] value) {
      number((long) field << 3 | LENGTH_DELIMITED);
      number(value.length);
      out.writeBytes(value);
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    private void number(long value) {
      long rest = value;
      while (rest > 0x7f) {
        out.write((int) (rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
