package dev.tenure.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The reader on a file that PyTorch wrote: all-MiniLM-L6-v2.
class MiniLmFileTest {
  private static final Shape SQUARE = Shape.of(384, 384);
  private static final Arena ARENA = Arena.ofConfined();

  private static MemorySegment file;
  private static OnnxGraph graph;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream stream = ClassLoader.getSystemResourceAsStream("all-minilm-l6-v2.onnx")) {
      assertThat(stream).isNotNull();
      file = StreamBytes.copy(stream, "all-minilm-l6-v2.onnx", ARENA);
    }
    graph = OnnxReader.read("all-minilm-l6-v2.onnx", file);
  }

  @AfterAll
  static void close() {
    ARENA.close();
  }

  private static String operandName(String node) {
    return graph.nodes().stream()
        .filter(candidate -> candidate.name().equals(node))
        .findFirst()
        .orElseThrow()
        .inputs()
        .get(1);
  }

  private static Shape shapeOf(String tensor) {
    return Objects.requireNonNull(graph.initializers().get(tensor), tensor).shape();
  }

  @Test
  void nodes_and_tensors_are_all_there() {
    assertThat(graph.nodes()).hasSize(637);
    assertThat(graph.initializers()).hasSize(102);
    assertThat(shapeOf("embeddings.word_embeddings.weight")).isEqualTo(Shape.of(30_522, 384));
  }

  @Test
  void matrices_are_known_by_the_node_that_reads_them() {
    for (int layer = 0; layer < 6; layer++) {
      String nodes = "/encoder/layer.%d/".formatted(layer);
      int query = 787 + 13 * layer;
      assertThat(operandName(nodes + "attention/self/query/MatMul"))
          .isEqualTo("onnx::MatMul_" + query);
      assertThat(operandName(nodes + "output/dense/MatMul"))
          .isEqualTo("onnx::MatMul_" + (query + 12));
      assertThat(shapeOf("onnx::MatMul_" + query)).isEqualTo(SQUARE);
    }
  }

  @Test
  void the_file_cut_short_is_refused_wherever_it_is_cut() {
    long step = file.byteSize() / 50;
    for (long length = 0; length < file.byteSize(); length += step) {
      MemorySegment cut = file.asSlice(0, length);
      assertThat(refused(cut)).as("cut to %d bytes", length).isTrue();
    }
  }

  private static boolean refused(MemorySegment bytes) {
    try {
      OnnxReader.read("cut.onnx", bytes);
      return false;
    } catch (ModelFormatException e) {
      assertThat(e).hasMessageStartingWith("cut.onnx: ");
      return true;
    }
  }
}
