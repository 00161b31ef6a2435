package dev.tenure.engine.weights;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the nodes and the stored tensors of an ONNX file.
///
/// Field numbers are those of [onnx.proto](https://github.com/onnx/onnx/blob/main/onnx/onnx.proto),
/// whose message each method names; fields that nobody here needs are skipped, sub-graphs among
/// them.
final class OnnxReader {
  private static final int MODEL_GRAPH = 7 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int GRAPH_NODE = 1 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int GRAPH_INITIALIZER = 5 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int NODE_INPUT = 1 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int NODE_OUTPUT = 2 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int NODE_NAME = 3 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int NODE_OPERATOR = 4 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int NODE_ATTRIBUTE = 5 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int ATTRIBUTE_TENSOR = 5 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int TENSOR_DIMENSION = 1 << 3 | WIRETYPE_VARINT;
  private static final int TENSOR_DIMENSIONS_PACKED = 1 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int TENSOR_TYPE = 2 << 3 | WIRETYPE_VARINT;
  private static final int TENSOR_FLOATS_PACKED = 4 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int TENSOR_INTEGER = 5 << 3 | WIRETYPE_VARINT;
  private static final int TENSOR_INTEGERS_PACKED = 5 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int TENSOR_NAME = 8 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int TENSOR_RAW_DATA = 9 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int TENSOR_EXTERNAL_DATA = 13 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int TENSOR_LOCATION = 14 << 3 | WIRETYPE_VARINT;

  private final String file;
  private final ProtobufCursor cursor;
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, OnnxTensor> initializers = new HashMap<>();
  private final Map<String, OnnxTensor> constants = new HashMap<>();
  private boolean graphFound;

  private OnnxReader(String file, ProtobufCursor cursor) {
    this.file = file;
    this.cursor = cursor;
  }

  /// Reads a file's bytes.
  ///
  /// @param file its name, for messages
  /// @param bytes its contents, which the tensors that are returned refer to
  /// @throws ModelFormatException if they are no ONNX model, or one that is not supported
  static OnnxGraph read(String file, MemorySegment bytes) {
    if (bytes.byteSize() > Integer.MAX_VALUE) {
      throw new ModelFormatException(file, "larger than 2 GiB, which no ONNX model in one file is");
    }
    int position = 0;
    try {
      ProtobufCursor cursor = new ProtobufCursor(bytes);
      try {
        return new OnnxReader(file, cursor).readModel();
      } finally {
        position = cursor.position();
      }
    } catch (IOException e) {
      throw new ModelFormatException(
          file,
          "not an ONNX model, or a damaged one: at byte %d of %d: %s"
              .formatted(position, bytes.byteSize(), e.getMessage()),
          e);
    }
  }

  /// `ModelProto`.
  private OnnxGraph readModel() throws IOException {
    cursor.readFields(tag -> {
      if (tag != MODEL_GRAPH) {
        return false;
      }
      readGraph();
      return true;
    });
    if (!graphFound) {
      throw new ModelFormatException(file, "not an ONNX model: there is no graph in it");
    }
    return new OnnxGraph(nodes, initializers, constants);
  }

  /// `GraphProto`.
  private void readGraph() throws IOException {
    graphFound = true;
    cursor.readMessage(tag -> {
      switch (tag) {
        case GRAPH_NODE -> nodes.add(readNode());
        case GRAPH_INITIALIZER -> addInitializer(readTensor());
        default -> {
          return false;
        }
      }
      return true;
    });
  }

  private void addInitializer(OnnxTensor tensor) {
    if (initializers.putIfAbsent(tensor.name(), tensor) != null) {
      throw new ModelFormatException(file, "two tensors are named '%s'".formatted(tensor.name()));
    }
  }

  /// `NodeProto`.
  private OnnxNode readNode() throws IOException {
    NodeFields node = new NodeFields();
    cursor.readMessage(tag -> {
      switch (tag) {
        case NODE_INPUT -> node.inputs.add(cursor.readText());
        case NODE_OUTPUT -> node.outputs.add(cursor.readText());
        case NODE_NAME -> node.name = cursor.readText();
        case NODE_OPERATOR -> node.operator = cursor.readText();
        case NODE_ATTRIBUTE -> readAttribute(node);
        default -> {
          return false;
        }
      }
      return true;
    });
    if (node.value != null && node.operator.equals("Constant")) {
      node.outputs.forEach(output -> constants.put(output, node.value));
    }
    return new OnnxNode(node.name, node.operator, node.inputs, node.outputs);
  }

  /// `AttributeProto`: the only attribute of a tensor type that the operators here have is the
  /// `value` of a `Constant`.
  private void readAttribute(NodeFields node) throws IOException {
    cursor.readMessage(tag -> {
      if (tag != ATTRIBUTE_TENSOR) {
        return false;
      }
      node.value = readTensor();
      return true;
    });
  }

  /// `TensorProto`.
  private OnnxTensor readTensor() throws IOException {
    TensorFields tensor = new TensorFields();
    cursor.readMessage(tag -> {
      switch (tag) {
        case TENSOR_DIMENSION -> tensor.dimensions.add(cursor.readInteger());
        case TENSOR_DIMENSIONS_PACKED -> cursor.readPackedIntegers(tensor.dimensions);
        case TENSOR_TYPE -> tensor.typeCode = cursor.readInteger();
        case TENSOR_INTEGER -> tensor.integers.add(cursor.readInteger());
        case TENSOR_INTEGERS_PACKED -> cursor.readPackedIntegers(tensor.integers);
        case TENSOR_NAME -> tensor.name = cursor.readText();
        case TENSOR_FLOATS_PACKED, TENSOR_RAW_DATA -> tensor.data = cursor.readBlock();
        case TENSOR_EXTERNAL_DATA -> {
          cursor.readBlock();
          tensor.external = true;
        }
        case TENSOR_LOCATION -> tensor.external |= cursor.readInteger() != 0;
        default -> {
          return false;
        }
      }
      return true;
    });
    return tensor.toTensor(file);
  }

  /// The fields of a node while they are read.
  private static final class NodeFields {
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private String name = "";
    private String operator = "";
    private @Nullable OnnxTensor value;
  }
}
