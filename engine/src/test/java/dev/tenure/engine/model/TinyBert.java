package dev.tenure.engine.model;

import dev.tenure.engine.weights.OnnxFileBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.UnaryOperator;

/// A BERT encoder of two layers with random weights, as PyTorch would export it.
public final class TinyBert {
  /// How many tokens it knows.
  public static final int VOCABULARY = 12;

  /// How many tokens it reads.
  public static final int POSITIONS = 6;

  /// The length of a row.
  public static final int HIDDEN = 8;

  private static final int WIDE = 20;
  private static final int HEADS = 2;
  private static final int LAYERS = 2;

  private final OnnxFileBuilder file = new OnnxFileBuilder();
  private final Random random = new Random(1);
  private final UnaryOperator<String> rename;
  private final int heads;

  private TinyBert(UnaryOperator<String> rename, int heads) {
    this.rename = rename;
    this.heads = heads;
  }

  /// Returns the file.
  ///
  /// @return its bytes
  public static byte[] onnx() {
    return onnx(UnaryOperator.identity(), HEADS);
  }

  /// Returns a file with something wrong in it.
  ///
  /// @param rename changes the names of tensors and nodes
  /// @param heads the number of heads that the graph speaks of
  /// @return its bytes
  static byte[] onnx(UnaryOperator<String> rename, int heads) {
    return new TinyBert(rename, heads).build();
  }

  private byte[] build() {
    tensor("embeddings.word_embeddings.weight", VOCABULARY, HIDDEN);
    tensor("embeddings.position_embeddings.weight", POSITIONS, HIDDEN);
    tensor("embeddings.token_type_embeddings.weight", 2, HIDDEN);
    layerNorm("embeddings", "/embeddings");
    for (int layer = 0; layer < LAYERS; layer++) {
      linear(layer, "attention.self.query", HIDDEN, HIDDEN);
      linear(layer, "attention.self.key", HIDDEN, HIDDEN);
      linear(layer, "attention.self.value", HIDDEN, HIDDEN);
      linear(layer, "attention.output.dense", HIDDEN, HIDDEN);
      linear(layer, "intermediate.dense", HIDDEN, WIDE);
      linear(layer, "output.dense", WIDE, HIDDEN);
      String tensors = "encoder.layer.%d.".formatted(layer);
      String nodes = "/encoder/layer.%d/".formatted(layer);
      layerNorm(tensors + "attention.output", nodes + "attention/output");
      layerNorm(tensors + "output", nodes + "output");
      keyShape(nodes + "attention/self/");
      node("Erf", nodes + "intermediate/intermediate_act_fn/Erf", "x");
    }
    return file.build();
  }

  private void linear(int layer, String module, int inputs, int outputs) {
    tensor("encoder.layer.%d.%s.bias".formatted(layer, module), outputs);
    String matrix = "onnx::MatMul_%d%s".formatted(layer, module);
    tensor(matrix, inputs, outputs);
    String node = "/encoder/layer.%d/%s/MatMul".formatted(layer, module.replace('.', '/'));
    node("MatMul", node, "x", rename.apply(matrix));
  }

  private void layerNorm(String tensors, String nodes) {
    tensor(tensors + ".LayerNorm.weight", HIDDEN);
    tensor(tensors + ".LayerNorm.bias", HIDDEN);
    byte[] epsilon =
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(1e-6f).array();
    file.constant(nodes + "/epsilon", 1, epsilon);
    node("Add", nodes + "/LayerNorm/Add", "variance", nodes + "/epsilon");
  }

  private void keyShape(String nodes) {
    file.constant(nodes + "heads", 7, OnnxFileBuilder.bytes(heads));
    file.constant(nodes + "columns", 7, OnnxFileBuilder.bytes(HIDDEN / HEADS));
    node("Concat", nodes + "Concat", "batch", "tokens", nodes + "heads", nodes + "columns");
  }

  private void node(String operator, String name, String... inputs) {
    file.node(operator, rename.apply(name), name + "_output", inputs);
  }

  private void tensor(String name, long... dimensions) {
    long count = 1;
    for (long dimension : dimensions) {
      count *= dimension;
    }
    float[] elements = new float[(int) count];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (float) random.nextGaussian();
    }
    file.floats(rename.apply(name), dimensions, elements);
  }
}
