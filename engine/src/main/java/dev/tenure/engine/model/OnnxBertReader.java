package dev.tenure.engine.model;

import dev.tenure.engine.kernel.IntegerMatrix;
import dev.tenure.engine.kernel.LinearLayer;
import dev.tenure.engine.kernel.WeightMatrix;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.engine.weights.OnnxModel;
import dev.tenure.engine.weights.QuantizedTensor;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the weights of a BERT encoder in an ONNX file that PyTorch exported.
///
/// PyTorch names tensors and nodes after the modules of the [transformers
/// implementation](https://github.com/huggingface/transformers/blob/main/src/transformers/models/bert/modeling_bert.py).
/// Sizes come from the tensors, the number of heads and the epsilons from the graph. Matrices that
/// ONNX Runtime's dynamic quantiser turned into bytes stay bytes where products can be computed
/// with them, which takes a third of the memory of floats and, for a single short text, 10 to 20 %
/// more time. Activations of more than a few tokens stay floats, which is closer to the model that
/// was quantised than its 8-bit products are.
final class OnnxBertReader {
  private final OnnxModel model;
  private final Arena arena;
  private final int hidden;

  /// Creates a reader.
  ///
  /// @param arena what allocates and owns the weights
  OnnxBertReader(OnnxModel model, Arena arena) {
    this.model = model;
    this.arena = arena;
    this.hidden = matrixShape("embeddings.word_embeddings.weight").dimension(1);
  }

  InputEmbeddings embeddings() {
    String wordsName = "embeddings.word_embeddings.weight";
    Tensor words = model.copyOf(wordsName, matrixShape(wordsName), arena);
    int count = matrixShape("embeddings.position_embeddings.weight").dimension(0);
    Tensor positions =
        model.copyOf("embeddings.position_embeddings.weight", Shape.of(count, hidden), arena);
    addToEveryRow(firstTokenType(), positions);
    return new InputEmbeddings(words, positions, norm("embeddings", "/embeddings"));
  }

  /// A single text has one segment only, so that its row can be added beforehand.
  private float[] firstTokenType() {
    String name = "embeddings.token_type_embeddings.weight";
    int types = matrixShape(name).dimension(0);
    try (Arena staging = Arena.ofConfined()) {
      float[] row = new float[hidden];
      model.copyOf(name, Shape.of(types, hidden), staging).copyTo(0, row, 0, hidden);
      return row;
    }
  }

  private static void addToEveryRow(float[] row, Tensor matrix) {
    for (long i = 0; i < matrix.shape().elementCount(); i++) {
      matrix.set(i, matrix.get(i) + row[(int) (i % row.length)]);
    }
  }

  List<EncoderLayer> layers(TensorPool pool) {
    List<EncoderLayer> layers = new ArrayList<>();
    while (model.hasTensor("encoder.layer.%d.output.dense.bias".formatted(layers.size()))) {
      int index = layers.size();
      layers.add(new EncoderLayer(pool, attention(index), feedForward(index)));
    }
    if (layers.isEmpty()) {
      throw problem("there is no tensor 'encoder.layer.0.output.dense.bias': no BERT encoder");
    }
    return layers;
  }

  private SelfAttention attention(int layer) {
    return new SelfAttention(
        linear(layer, "attention.self.query", hidden, hidden),
        linear(layer, "attention.self.key", hidden, hidden),
        linear(layer, "attention.self.value", hidden, hidden),
        linear(layer, "attention.output.dense", hidden, hidden),
        layerNorm(layer, "attention.output"),
        heads(layer));
  }

  private FeedForward feedForward(int layer) {
    String activation = nodePrefix(layer, "intermediate") + "/intermediate_act_fn/Erf";
    if (model.nodes().stream().noneMatch(node -> node.name().equals(activation))) {
      throw problem("there is no node '%s': only GELU is supported".formatted(activation));
    }
    String bias = tensorPrefix(layer, "intermediate.dense") + ".bias";
    int wide = Math.toIntExact(model.floats(bias).shape().elementCount());
    return new FeedForward(
        linear(layer, "intermediate.dense", hidden, wide),
        linear(layer, "output.dense", wide, hidden),
        layerNorm(layer, "output"));
  }

  /// Reads how the graph cuts the columns: the shape that it gives the keys is `[batch, tokens,
  /// heads, columns of a head]`.
  private int heads(int layer) {
    String node = nodePrefix(layer, "attention.self") + "/Concat";
    long heads = model.integerOperandOf(node, 2);
    long columns = model.integerOperandOf(node, 3);
    if (heads <= 0 || heads > hidden || columns != hidden / heads || hidden % heads != 0) {
      throw problem(
          "node '%s' cuts %d columns into %d heads of %d".formatted(node, hidden, heads, columns));
    }
    return (int) heads;
  }

  private Linear linear(int layer, String module, int inputs, int outputs) {
    Tensor bias =
        model.floats(tensorPrefix(layer, module) + ".bias", Shape.of(outputs)).copyTo(arena);
    String product = nodePrefix(layer, module) + "/MatMul";
    return new Linear(new LinearLayer(weights(product, Shape.of(inputs, outputs)), bias));
  }

  private WeightMatrix weights(String product, Shape shape) {
    Optional<IntegerMatrix> bytes =
        model
            .quantizedOperandOf(product, shape)
            .map(OnnxBertReader::integers)
            .filter(IntegerMatrix::isPackable);
    if (bytes.isPresent()) {
      return WeightMatrix.pack(bytes.get(), arena);
    }
    try (Arena staging = Arena.ofConfined()) {
      return WeightMatrix.packTransposed(model.copyOfOperand(product, shape, staging), arena);
    }
  }

  private static IntegerMatrix integers(QuantizedTensor tensor) {
    Shape shape = tensor.values().shape();
    return new IntegerMatrix(
        shape.dimension(0),
        shape.dimension(1),
        tensor.values().data(),
        tensor.isSigned(),
        tensor.scales(),
        tensor.zeroPoints());
  }

  private LayerNorm layerNorm(int layer, String module) {
    return norm(tensorPrefix(layer, module), nodePrefix(layer, module));
  }

  private LayerNorm norm(String tensorPrefix, String nodePrefix) {
    Shape columns = Shape.of(hidden);
    return new LayerNorm(
        model.floats(tensorPrefix + ".LayerNorm.weight", columns).copyTo(arena),
        model.floats(tensorPrefix + ".LayerNorm.bias", columns).copyTo(arena),
        model.operandOf(nodePrefix + "/LayerNorm/Add", Shape.of()).floatValue());
  }

  private Shape matrixShape(String name) {
    Shape shape = model.shapeOf(name);
    if (shape.rank() != 2 || shape.elementCount() == 0) {
      throw problem("tensor '%s' has shape %s, which is no matrix".formatted(name, shape));
    }
    return shape;
  }

  private static String tensorPrefix(int layer, String module) {
    return "encoder.layer.%d.%s".formatted(layer, module);
  }

  private static String nodePrefix(int layer, String module) {
    return "/encoder/layer.%d/%s".formatted(layer, module.replace('.', '/'));
  }

  private ModelFormatException problem(String problem) {
    return new ModelFormatException(model.name(), problem);
  }
}
