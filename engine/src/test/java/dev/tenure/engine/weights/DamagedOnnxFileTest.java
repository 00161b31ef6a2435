package dev.tenure.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever is done to a file, reading it gives a graph or the one exception.
class DamagedOnnxFileTest {
  private static final long SEED = 20261123;

  private static byte[] file() {
    OnnxFileBuilder builder = new OnnxFileBuilder();
    for (int layer = 0; layer < 4; layer++) {
      String prefix = "/layer." + layer;
      builder
          .node("MatMul", prefix + "/MatMul", prefix + "/product", "x", prefix + ".weight")
          .constant(prefix + "/one", 7, OnnxFileBuilder.bytes(1L))
          .floats(prefix + ".weight", new long[] {2, 3}, 1, 2, 3, 4, 5, 6);
    }
    return builder.build();
  }

  /// Reads a file as far as a model does.
  ///
  /// @return whether it was taken for a model
  private static boolean read(byte[] file) {
    try {
      OnnxGraph graph = OnnxReader.read("damaged.onnx", MemorySegment.ofArray(file));
      graph.initializers().values().stream()
          .filter(tensor -> tensor.type() == ElementType.FLOAT)
          .forEach(FloatData::of);
      return true;
    } catch (ModelFormatException e) {
      assertThat(e).hasMessageStartingWith("damaged.onnx: ");
      return false;
    }
  }

  @Test
  void the_file_is_good_before_it_is_damaged() {
    assertThat(read(file())).isTrue();
  }

  @Test
  void a_file_cut_anywhere_is_refused() {
    byte[] file = file();
    for (int length = 0; length < file.length; length++) {
      assertThat(read(Arrays.copyOf(file, length))).as("cut to %d bytes", length).isFalse();
    }
  }

  @Test
  void a_file_with_a_few_changed_bytes_is_read_or_refused() {
    System.out.println("damaged files: seed " + SEED);
    Random random = new Random(SEED);
    byte[] file = file();
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = file.clone();
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      refused += read(damaged) ? 0 : 1;
    }
    assertThat(refused).isBetween(1_000, 19_000);
  }

  @Test
  void random_bytes_are_refused() {
    System.out.println("random files: seed " + SEED);
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[1 + random.nextInt(300)];
      random.nextBytes(bytes);
      read(bytes);
    }
  }

  @Test
  void deep_nesting_does_not_overflow_the_stack() {
    byte[] groups = new byte[1 << 20];
    Arrays.fill(groups, (byte) (15 << 3 | 3));
    assertThat(read(groups)).isFalse();
  }
}
