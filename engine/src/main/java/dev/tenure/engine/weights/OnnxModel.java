package dev.tenure.engine.weights;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Pooled;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// The nodes and the stored tensors of an ONNX file that is open.
///
/// It owns the file's bytes: mapped from a file, or copied into native memory from a stream. A
/// model is opened to copy its weights out and closed again; the tensors that it gives are invalid
/// then. It belongs to the thread that opened it.
///
/// Exporters fold a linear layer's weights into tensors that are named by a running number, such as
/// `onnx::MatMul_787`. Such a tensor is found by its role instead: as the stored operand of the
/// node that reads it, whose name tells the layer.
@Pooled
public final class OnnxModel implements AutoCloseable {
  /// What the quantiser of ONNX Runtime appends to the name of a tensor.
  private static final String QUANTIZED = "_quantized";

  private final String name;
  private final Arena arena;
  private final OnnxGraph graph;

  private OnnxModel(String name, @Pooled Arena arena, MemorySegment bytes) {
    this.name = name;
    this.arena = arena;
    this.graph = OnnxReader.read(name, bytes);
  }

  /// Opens a file, without reading the data of its tensors yet.
  ///
  /// @param file a file that nobody changes while it is open
  /// @return a model that the caller closes
  /// @throws IOException if the file cannot be read
  /// @throws ModelFormatException if it is no ONNX model, or one that is not supported
  @SuppressWarnings(
      "MustBeClosedChecker") // The model owns the arena; on a throw it is closed here.
  public static OnnxModel open(Path file) throws IOException {
    Arena arena = Arena.ofConfined();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new OnnxModel(file.toString(), arena, bytes);
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  /// Reads a model from a stream.
  ///
  /// @param stream all of the file; not closed
  /// @param name what messages call it
  /// @return a model that the caller closes
  /// @throws IOException if the stream cannot be read
  /// @throws ModelFormatException if it is no ONNX model, or one that is not supported
  @SuppressWarnings(
      "MustBeClosedChecker") // The model owns the arena; on a throw it is closed here.
  public static OnnxModel read(InputStream stream, String name) throws IOException {
    Arena arena = Arena.ofConfined();
    try {
      return new OnnxModel(name, arena, StreamBytes.copy(stream, name, arena));
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  /// Returns the name of the file.
  ///
  /// @return the name that messages use
  public String name() {
    return name;
  }

  /// Returns the operations.
  ///
  /// @return the nodes in the order of the file
  public List<OnnxNode> nodes() {
    return graph.nodes();
  }

  /// Tells whether a tensor is stored under a name.
  ///
  /// @param tensorName its name
  /// @return whether there is one
  public boolean hasTensor(String tensorName) {
    return graph.initializers().containsKey(tensorName);
  }

  /// Returns a stored tensor of floats.
  ///
  /// @param tensorName its name
  /// @return the tensor, valid as long as this model is open
  /// @throws ModelFormatException if there is none, or if its elements are of another type
  @Borrowed("this")
  public OnnxTensor floats(String tensorName) {
    return requireType(require(tensorName), ElementType.FLOAT, "tensor '%s'".formatted(tensorName));
  }

  /// Returns a stored tensor of floats that must have a shape.
  ///
  /// @param tensorName its name
  /// @param shape its shape
  /// @return the tensor, valid as long as this model is open
  /// @throws ModelFormatException if there is none, or if its elements are of another type, or its
  ///   shape is another
  @Borrowed("this")
  public OnnxTensor floats(String tensorName, Shape shape) {
    return requireShape(floats(tensorName), shape, "tensor '%s'".formatted(tensorName));
  }

  /// Returns the tensor of floats that a node reads beside what other nodes compute.
  ///
  /// @param nodeName the node's name
  /// @param shape the tensor's shape
  /// @return the tensor, valid as long as this model is open
  /// @throws ModelFormatException if there is no such node, if it has none or several such
  ///   operands, or if the elements are of another type or the shape is another
  @Borrowed("this")
  public OnnxTensor operandOf(String nodeName, Shape shape) {
    OnnxNode node = node(nodeName);
    List<OnnxTensor> stored =
        node.inputs().stream().map(this::stored).flatMap(Optional::stream).toList();
    String role = "the stored operand of node '%s'".formatted(nodeName);
    if (stored.size() != 1) {
      throw problem("%s is missing or not the only one: %d".formatted(role, stored.size()));
    }
    OnnxTensor tensor = requireType(stored.getFirst(), ElementType.FLOAT, role);
    return requireShape(tensor, shape, role);
  }

  /// Returns the shape of a tensor of floats, or of one that is stored as bytes with a scale.
  ///
  /// @param tensorName its name, without what a quantiser appends
  /// @return its shape
  /// @throws ModelFormatException if there is none, or if its elements are of another type
  public Shape shapeOf(String tensorName) {
    return hasTensor(tensorName + QUANTIZED)
        ? quantized(tensorName).values().shape()
        : floats(tensorName).shape();
  }

  /// Copies a tensor of floats, or one that is stored as bytes with a scale, into native memory.
  ///
  /// @param tensorName its name, without what a quantiser appends
  /// @param shape its shape
  /// @param arena what allocates and owns the copy
  /// @return 32-bit floats, valid as long as the arena
  /// @throws ModelFormatException if there is none, or if its elements are of another type, or its
  ///   shape is another
  public Tensor copyOf(String tensorName, Shape shape, Arena arena) {
    if (!hasTensor(tensorName + QUANTIZED)) {
      return floats(tensorName, shape).copyTo(arena);
    }
    QuantizedTensor tensor = quantized(tensorName);
    requireShape(tensor.values(), shape, "tensor '%s'".formatted(tensorName));
    return tensor.copyTo(arena);
  }

  /// Copies the stored operand of a product, of floats or of bytes with scales, into native memory.
  ///
  /// @param nodeName the node's name, without what a quantiser appends
  /// @param shape the operand's shape
  /// @param arena what allocates and owns the copy
  /// @return 32-bit floats, valid as long as the arena
  /// @throws ModelFormatException if there is no such node, if it has none or several such
  ///   operands, or if the elements are of another type or the shape is another
  public Tensor copyOfOperand(String nodeName, Shape shape, Arena arena) {
    return quantizedOperandOf(nodeName, shape)
        .map(operand -> operand.copyTo(arena))
        .orElseGet(() -> operandOf(nodeName, shape).copyTo(arena));
  }

  /// Returns the stored operand of a product if it is of bytes with scales.
  ///
  /// @param nodeName the node's name, without what a quantiser appends
  /// @param shape the operand's shape
  /// @return the bytes, valid as long as this model is open; nothing if the product is one of
  ///   floats
  /// @throws ModelFormatException if the product of bytes has no stored operand, or one of another
  ///   type or shape
  @Borrowed("this")
  public Optional<QuantizedTensor> quantizedOperandOf(String nodeName, Shape shape) {
    String integerProduct = nodeName + "_quant";
    if (graph.nodes().stream().noneMatch(node -> node.name().equals(integerProduct))) {
      return Optional.empty();
    }
    String operand =
        node(integerProduct).inputs().stream()
            .filter(input -> input.endsWith(QUANTIZED) && hasTensor(input))
            .findFirst()
            .orElseThrow(
                () -> problem("node '%s' has no stored operand".formatted(integerProduct)));
    QuantizedTensor tensor = quantized(operand.substring(0, operand.length() - QUANTIZED.length()));
    requireShape(tensor.values(), shape, "tensor '%s'".formatted(operand));
    return Optional.of(tensor);
  }

  private QuantizedTensor quantized(String tensorName) {
    QuantizedTensor tensor =
        new QuantizedTensor(
            require(tensorName + QUANTIZED),
            require(tensorName + "_scale"),
            require(tensorName + "_zero_point"));
    String problem = tensor.problem();
    if (!problem.isEmpty()) {
      throw problem("tensor '%s' %s".formatted(tensorName + QUANTIZED, problem));
    }
    return tensor;
  }

  private OnnxTensor require(String tensorName) {
    OnnxTensor tensor = graph.initializers().get(tensorName);
    if (tensor == null) {
      throw problem("there is no tensor '%s'".formatted(tensorName));
    }
    return tensor;
  }

  /// Returns the integer that is one of a node's operands.
  ///
  /// @param nodeName the node's name
  /// @param index the operand's position among the node's inputs, from 0
  /// @return the integer
  /// @throws ModelFormatException if there is no such node or operand, or if it is not one stored
  ///   64-bit integer
  public long integerOperandOf(String nodeName, int index) {
    List<String> inputs = node(nodeName).inputs();
    String role = "operand %d of node '%s'".formatted(index, nodeName);
    OnnxTensor tensor =
        Optional.of(inputs)
            .filter(names -> index < names.size())
            .flatMap(names -> stored(names.get(index)))
            .orElseThrow(() -> problem(role + " is not stored in the file"));
    if (requireType(tensor, ElementType.INT64, role).data().byteSize() != Long.BYTES) {
      throw problem(role + " is not one integer in raw_data");
    }
    return tensor.longValue();
  }

  private OnnxNode node(String nodeName) {
    List<OnnxNode> found =
        graph.nodes().stream().filter(node -> node.name().equals(nodeName)).toList();
    if (found.size() != 1) {
      throw problem("there are %d nodes named '%s'".formatted(found.size(), nodeName));
    }
    return found.getFirst();
  }

  /// Finds a tensor that does not depend on the model's input: an initializer or a constant.
  private Optional<OnnxTensor> stored(String valueName) {
    return Optional.ofNullable(graph.initializers().get(valueName))
        .or(() -> Optional.ofNullable(graph.constants().get(valueName)));
  }

  private OnnxTensor requireType(OnnxTensor tensor, ElementType type, String role) {
    if (tensor.type() != type) {
      throw problem("%s is %s, not %s".formatted(role, tensor.type(), type));
    }
    return tensor;
  }

  private OnnxTensor requireShape(OnnxTensor tensor, Shape shape, String role) {
    if (!tensor.shape().equals(shape)) {
      throw problem("%s has shape %s, not %s".formatted(role, tensor.shape(), shape));
    }
    return tensor;
  }

  private ModelFormatException problem(String problem) {
    return new ModelFormatException(name, problem);
  }

  /// Gives the file's bytes back. A second call does nothing.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
