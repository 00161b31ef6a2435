package dev.tenure.benchmarks.inference;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;

/// Writes a GGUF file of random weights, row by row: its memory does not grow with the model.
///
/// @param shape the sizes
/// @param format how matrices are held
record RandomModel(LlamaShape shape, WeightFormat format) {
  private static final int CONTEXT = 2048;
  private static final int VALUES = 15;

  /// Returns what the comparison calls it.
  String label() {
    return shape.label + "-" + format;
  }

  /// Writes the file, unless it is there.
  ///
  /// @param folder where to
  /// @return the file
  Path write(Path folder) throws IOException {
    Path file = folder.resolve(label() + ".gguf");
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      Path part = folder.resolve(label() + ".part");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
        write(out);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  void write(OutputStream out) throws IOException {
    List<ModelTensor> tensors = shape.tensors();
    GgufWriter writer = new GgufWriter(out, tensors.size(), VALUES);
    metadata(writer);
    long offset = 0;
    for (ModelTensor tensor : tensors) {
      int type = tensor.isVector() ? 0 : format.ggufType;
      writer.tensor(tensor.ggufName(), type, tensor.rows(), tensor.columns(), offset);
      offset += Math.ceilDiv(bytes(tensor), GgufWriter.ALIGNMENT) * (long) GgufWriter.ALIGNMENT;
    }
    Random random = new Random(42);
    for (ModelTensor tensor : tensors) {
      writer.align();
      data(writer, tensor, random);
    }
    writer.align();
  }

  private void metadata(GgufWriter writer) throws IOException {
    RandomVocabulary vocabulary = RandomVocabulary.of(shape.vocabulary);
    writer.text("general.architecture", "llama");
    writer.text("general.name", label());
    writer.integer("llama.context_length", CONTEXT);
    writer.integer("llama.embedding_length", shape.hidden);
    writer.integer("llama.block_count", shape.layers);
    writer.integer("llama.feed_forward_length", shape.feedForward);
    writer.integer("llama.attention.head_count", shape.heads);
    writer.integer("llama.attention.head_count_kv", shape.cacheHeads);
    writer.number("llama.attention.layer_norm_rms_epsilon", 1e-5f);
    writer.text("tokenizer.ggml.model", "llama");
    writer.texts("tokenizer.ggml.tokens", vocabulary.words());
    writer.numbers("tokenizer.ggml.scores", vocabulary.scores());
    writer.integers("tokenizer.ggml.token_type", vocabulary.types());
    writer.integer("tokenizer.ggml.bos_token_id", 1);
    writer.integer("tokenizer.ggml.eos_token_id", 2);
  }

  private long bytes(ModelTensor tensor) {
    return tensor.isVector()
        ? (long) tensor.columns() * Float.BYTES
        : (long) tensor.rows() * (tensor.columns() / WeightFormat.BLOCK) * format.blockBytes;
  }

  private void data(GgufWriter writer, ModelTensor tensor, Random random) throws IOException {
    if (tensor.isVector()) {
      writer.bytes(ones(tensor.columns()));
      return;
    }
    byte[] row = new byte[tensor.columns() / WeightFormat.BLOCK * format.blockBytes];
    short half = Float.floatToFloat16(format.scale(tensor.columns()));
    for (int i = 0; i < tensor.rows(); i++) {
      random.nextBytes(row);
      ByteBuffer blocks = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = 0; at < row.length; at += format.blockBytes) {
        blocks.putShort(at, half);
      }
      writer.bytes(row);
    }
  }

  private static byte[] ones(int count) {
    ByteBuffer buffer = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      buffer.putFloat(1);
    }
    return buffer.array();
  }
}
