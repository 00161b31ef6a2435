package dev.tenure.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.engine.weights.OnnxModel;
import dev.tenure.memory.TensorPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever is done to an encoder's file, loading and running it ends in rows or in an error that
/// says what is wrong.
@Timeout(120)
class DamagedEncoderTest {
  private static final long SEED = 20261123;

  private static boolean run(byte[] onnx, TensorPool pool) throws IOException {
    try (OnnxModel model = OnnxModel.read(new ByteArrayInputStream(onnx), "damaged.onnx");
        BertEncoder encoder = BertEncoder.read(model, pool)) {
      new ScopedBertEncoder(pool, encoder).forward(new int[] {0}).close();
      return true;
    } catch (ModelFormatException e) {
      assertThat(e).hasMessageStartingWith("damaged.onnx: ");
      return false;
    }
  }

  @Test
  void aFileWithAFewChangedBytesRunsOrIsRefused() throws IOException {
    System.out.println("damaged encoders: seed " + SEED);
    Random random = new Random(SEED);
    byte[] file = TinyBert.onnx();
    int refused = 0;
    try (TensorPool pool = TensorPool.withLimit(1 << 20)) {
      assertThat(run(file, pool)).isTrue();
      for (int round = 0; round < 2_000; round++) {
        byte[] damaged = file.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        refused += run(damaged, pool) ? 0 : 1;
      }
      assertThat(pool.statistics().outstanding()).isZero();
    }
    assertThat(refused).isBetween(200, 1_990);
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    byte[] file = TinyBert.onnx();
    try (TensorPool pool = TensorPool.withLimit(1 << 20)) {
      for (int length = 0; length < file.length; length += 7) {
        assertThat(run(Arrays.copyOf(file, length), pool)).as("cut to %d", length).isFalse();
      }
    }
  }
}
