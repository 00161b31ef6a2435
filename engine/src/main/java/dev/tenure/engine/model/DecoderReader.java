package dev.tenure.engine.model;

import dev.tenure.engine.kernel.BlockFormat;
import dev.tenure.engine.kernel.BlockMatrix;
import dev.tenure.engine.kernel.LinearLayer;
import dev.tenure.engine.kernel.WeightMatrix;
import dev.tenure.engine.weights.BlockType;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.engine.weights.StoredTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds a decoder's weights by name, checks their shapes and packs them.
final class DecoderReader {
  private final DecoderSource source;
  private final DecoderConfig config;
  private final TensorNames names;

  DecoderReader(DecoderSource source) {
    this.source = source;
    this.config = source.description().config();
    this.names = source.description().names();
  }

  Decoder read() {
    BlockMatrix embeddings =
        matrix(names.embeddings(), config.vocabularySize(), config.hiddenSize());
    List<DecoderLayer> layers = new ArrayList<>();
    for (int i = 0; i < config.layers(); i++) {
      layers.add(layer(names.layer().formatted(i)));
    }
    return new Decoder(
        source.arena(),
        config,
        embeddings,
        layers,
        vector(names.norm() + ".weight", config.hiddenSize()),
        find(names.head() + ".weight") == null
            ? WeightMatrix.pack(embeddings, source.arena())
            : weights(names.head(), config.vocabularySize(), config.hiddenSize()),
        frequencies());
  }

  private DecoderLayer layer(String prefix) {
    int hidden = config.hiddenSize();
    int queries = config.querySize();
    int keys = config.cacheSize();
    int wide = config.intermediateSize();
    return new DecoderLayer(
        vector(prefix + names.attentionNorm() + ".weight", hidden),
        withBias(prefix + names.query(), queries, hidden),
        withBias(prefix + names.key(), keys, hidden),
        withBias(prefix + names.value(), keys, hidden),
        optionalVector(prefix + names.queryNorm() + ".weight", config.headWidth()),
        optionalVector(prefix + names.keyNorm() + ".weight", config.headWidth()),
        weights(prefix + names.attentionOutput(), hidden, queries),
        vector(prefix + names.feedForwardNorm() + ".weight", hidden),
        new LinearLayer(weights(prefix + names.gate(), wide, hidden), null),
        new LinearLayer(weights(prefix + names.up(), wide, hidden), null),
        weights(prefix + names.down(), hidden, wide));
  }

  /// Reads a layer that may have a bias.
  private LinearLayer withBias(String name, int outputs, int inputs) {
    return new LinearLayer(weights(name, outputs, inputs), optionalVector(name + ".bias", outputs));
  }

  private float[] frequencies() {
    int pairs = config.rotaryWidth() / 2;
    Tensor factors = optionalVector(names.frequencyFactors() + ".weight", pairs);
    double[] scaled = config.rotaryScaling().frequencies(config.rotaryBase(), config.rotaryWidth());
    float[] frequencies = new float[pairs];
    for (int i = 0; i < pairs; i++) {
      frequencies[i] = (float) (factors == null ? scaled[i] : scaled[i] / factors.get(i));
    }
    return frequencies;
  }

  private WeightMatrix weights(String name, int rows, int columns) {
    return WeightMatrix.pack(matrix(name, rows, columns), source.arena());
  }

  private BlockMatrix matrix(String name, int rows, int columns) {
    StoredTensor tensor = require(name + ".weight", Shape.of(rows, columns));
    return new BlockMatrix(format(tensor.type()), rows, columns, tensor.data());
  }

  private Tensor vector(String name, int length) {
    StoredTensor tensor = require(name, Shape.of(length));
    return tensor.copyTo(source.arena());
  }

  private @Nullable Tensor optionalVector(String name, int length) {
    return find(name) == null ? null : vector(name, length);
  }

  private @Nullable StoredTensor find(String name) {
    return source.tensors().tensors().get(name);
  }

  private StoredTensor require(String name, Shape shape) {
    StoredTensor tensor = find(name);
    if (tensor == null) {
      throw problem("there is no tensor '%s'".formatted(name));
    }
    if (!tensor.shape().equals(shape)) {
      throw problem("tensor '%s' has shape %s, not %s".formatted(name, tensor.shape(), shape));
    }
    if (shape.rank() == 1 && tensor.type().elements() > 1) {
      throw problem("tensor '%s' is quantised: %s".formatted(name, tensor.type()));
    }
    return tensor;
  }

  private static BlockFormat format(BlockType type) {
    return switch (type) {
      case F32 -> BlockFormat.F32;
      case F16 -> BlockFormat.F16;
      case BF16 -> BlockFormat.BF16;
      case Q4_0 -> BlockFormat.Q4_0;
      case Q8_0 -> BlockFormat.Q8_0;
      case Q4_K -> BlockFormat.Q4_K;
      case Q6_K -> BlockFormat.Q6_K;
    };
  }

  private ModelFormatException problem(String problem) {
    return new ModelFormatException(source.tensors().name(), problem);
  }
}
