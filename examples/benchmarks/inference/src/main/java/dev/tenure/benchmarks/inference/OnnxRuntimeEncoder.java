package dev.tenure.benchmarks.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tenure.annotations.Pooled;
import dev.tenure.engine.tokenizer.WordPieceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// all-MiniLM-L6-v2 in ONNX Runtime, behind this repository's tokenizer, with means over tokens.
@Pooled
final class OnnxRuntimeEncoder implements AutoCloseable {
  private final WordPieceTokenizer tokenizer;
  private final OrtSession session;

  private OnnxRuntimeEncoder(WordPieceTokenizer tokenizer, @Pooled OrtSession session) {
    this.tokenizer = tokenizer;
    this.session = session;
  }

  @SuppressWarnings("MustBeClosedChecker") // The result owns the session.
  static OnnxRuntimeEncoder open(int threads) throws IOException, OrtException {
    WordPieceTokenizer tokenizer;
    try (InputStream json = resource("all-minilm-l6-v2-tokenizer.json")) {
      tokenizer = WordPieceTokenizer.read(json, "tokenizer.json");
    }
    byte[] model;
    try (InputStream onnx = resource("all-minilm-l6-v2.onnx")) {
      model = onnx.readAllBytes();
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      return new OnnxRuntimeEncoder(
          tokenizer, OrtEnvironment.getEnvironment().createSession(model, options));
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // The caller closes it.
  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        OnnxRuntimeEncoder.class.getClassLoader().getResourceAsStream(name), name);
  }

  /// Computes vectors of unit length, all sentences in one batch.
  float[][] embed(List<String> texts) throws OrtException {
    int[][] ids = texts.stream().map(text -> tokenizer.encode(text).ids()).toArray(int[][]::new);
    int longest = Arrays.stream(ids).mapToInt(row -> row.length).max().orElseThrow();
    long[][] tokens = new long[ids.length][longest];
    long[][] mask = new long[ids.length][longest];
    for (int row = 0; row < ids.length; row++) {
      for (int i = 0; i < ids[row].length; i++) {
        tokens[row][i] = ids[row][i];
        mask[row][i] = 1;
      }
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor input = OnnxTensor.createTensor(environment, tokens);
        OnnxTensor attention = OnnxTensor.createTensor(environment, mask);
        OnnxTensor types = OnnxTensor.createTensor(environment, new long[ids.length][longest]);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
      float[][][] hidden = (float[][][]) result.get(0).getValue();
      float[][] vectors = new float[ids.length][];
      for (int row = 0; row < ids.length; row++) {
        vectors[row] = mean(hidden[row], ids[row].length);
      }
      return vectors;
    }
  }

  private static float[] mean(float[][] hidden, int length) {
    float[] sum = new float[hidden[0].length];
    for (int i = 0; i < length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += hidden[i][j];
      }
    }
    double squares = 0;
    for (float value : sum) {
      squares += (double) value * value;
    }
    for (int j = 0; j < sum.length; j++) {
      sum[j] /= (float) Math.sqrt(squares);
    }
    return sum;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not close", e);
    }
  }
}
