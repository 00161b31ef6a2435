package dev.tenure.benchmarks.inference;

import dev.tenure.benchmarks.inference.ModelTensor.Part;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/// Writes a model of random weights as Jlama reads it: a folder with a `config.json`, a tokenizer,
/// and safetensors in which each matrix of half bytes is followed by the scales of its blocks. It
/// runs no other quantised weights.
///
/// The embeddings are in single precision, as Jlama works with them; where the output matrix is the
/// same, it is written again in the format of the others.
///
/// @param shape the sizes
record JlamaFolder(LlamaShape shape) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// A piece of the data.
  ///
  /// @param type how Jlama calls its elements
  /// @param rows 0 for a vector
  /// @param columns elements of a row
  private record Piece(String name, String type, int rows, int columns, long bytes) {
    private static Piece floats(String name, int rows, int columns) {
      return new Piece(name, "F32", rows, columns, 4L * Math.max(rows, 1) * columns);
    }

    private int rowBytes() {
      return (int) (bytes / Math.max(rows, 1));
    }

    private List<Integer> dimensions() {
      return rows == 0 ? List.of(columns) : List.of(rows, columns);
    }
  }

  /// Writes the folder, unless it is there.
  ///
  /// @param parent where to
  /// @return the folder
  Path write(Path parent) throws IOException {
    Path folder = parent.resolve(shape.label + "-jlama");
    Path weights = folder.resolve("model.safetensors");
    if (!Files.exists(weights)) {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("config.json"), JSON.writeValueAsString(config()));
      Files.writeString(folder.resolve("tokenizer.json"), JSON.writeValueAsString(tokenizer()));
      Path part = folder.resolve("model.part");
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
        weights(out);
      }
      Files.move(part, weights, StandardCopyOption.ATOMIC_MOVE);
    }
    return folder;
  }

  private Map<String, Object> config() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("model_type", "llama");
    config.put("max_position_embeddings", 2048);
    config.put("hidden_size", shape.hidden);
    config.put("intermediate_size", shape.feedForward);
    config.put("num_attention_heads", shape.heads);
    config.put("num_key_value_heads", shape.cacheHeads);
    config.put("num_hidden_layers", shape.layers);
    config.put("rms_norm_eps", 1e-5f);
    config.put("vocab_size", shape.vocabulary);
    config.put("bos_token_id", 1);
    config.put("eos_token_id", 2);
    config.put("hidden_act", "silu");
    return config;
  }

  /// Texts are given to Jlama as token ids, so this only has to load.
  private static Map<String, Object> tokenizer() {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", "BPE");
    model.put("unk_token", "<unk>");
    model.put("fuse_unk", false);
    model.put("byte_fallback", false);
    model.put("vocab", Map.of("<unk>", 0, "<s>", 1, "</s>", 2));
    model.put("merges", List.of());
    return Map.of("model", model);
  }

  private void weights(OutputStream out) throws IOException {
    List<Piece> pieces = pieces();
    byte[] header = JSON.writeValueAsBytes(header(pieces));
    out.write(bytes(Long.BYTES).putLong(header.length).array());
    out.write(header);
    Random random = new Random(42);
    for (Piece piece : pieces) {
      data(out, piece, random);
    }
  }

  private List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    for (ModelTensor tensor : shape.tensors()) {
      if (tensor.isVector() || tensor.part() == Part.EMBEDDING) {
        pieces.add(Piece.floats(tensor.huggingFaceName(), tensor.rows(), tensor.columns()));
      } else {
        pieces.addAll(quantised(tensor));
      }
    }
    if (shape.tied) {
      pieces.addAll(quantised(new ModelTensor(-1, Part.OUTPUT, shape.vocabulary, shape.hidden)));
    }
    return pieces;
  }

  private List<Piece> quantised(ModelTensor tensor) {
    String name = tensor.huggingFaceName();
    long halves = (long) tensor.rows() * tensor.columns();
    Piece quants = new Piece(name, "Q4", tensor.rows(), tensor.columns(), halves / 2);
    return List.of(
        quants, Piece.floats(name + ".qb", tensor.rows(), tensor.columns() / WeightFormat.BLOCK));
  }

  private static Map<String, Object> header(List<Piece> pieces) {
    Map<String, Object> header = new LinkedHashMap<>();
    long offset = 0;
    for (Piece piece : pieces) {
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("dtype", piece.type);
      described.put("shape", piece.dimensions());
      described.put("data_offsets", List.of(offset, offset + piece.bytes));
      header.put(piece.name, described);
      offset += piece.bytes;
    }
    return header;
  }

  private void data(OutputStream out, Piece piece, Random random) throws IOException {
    byte[] row = new byte[piece.rowBytes()];
    for (int i = 0; i < Math.max(piece.rows, 1); i++) {
      if (!piece.type.equals("F32")) {
        random.nextBytes(row);
      } else if (piece.name.endsWith(".qb")) {
        floats(row, WeightFormat.Q4_0.scale(piece.columns * WeightFormat.BLOCK));
      } else if (piece.rows == 0) {
        floats(row, 1);
      } else {
        gaussian(row, random);
      }
      out.write(row);
    }
  }

  private static void floats(byte[] row, float value) {
    float[] values = new float[row.length / Float.BYTES];
    Arrays.fill(values, value);
    ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
  }

  private static void gaussian(byte[] row, Random random) {
    ByteBuffer buffer = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      buffer.putFloat((float) random.nextGaussian());
    }
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
