package com.example.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.layers.Encoder;
import com.example.layers.Scale;
import com.example.layers.ScaleLayer;
import com.example.layers.ScopedEncoder;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoublingTest {
  private final Tensor input = Tensor.of(Shape.of(2), 3, 4);

  @Test
  void everyVariantWorksAcrossModulesAndLeavesNothingOutstanding() {
    try (TensorPool pool = TensorPool.withLimit(1 << 20)) {
      Doubling doubling = new Doubling(pool);

      assertEquals(6, doubling.first(input));
      assertEquals(List.of(6f, 6f), doubling.firsts(List.of(input, input)));
      doubling.doubleAll(input);

      assertArrayEquals(new float[] {6, 8}, input.toArray());
      assertEquals(0, pool.statistics().outstanding());
    }
  }

  @Test
  void whatTheReaderThrowsPassesThrough() {
    try (TensorPool pool = TensorPool.withLimit(1 << 20)) {
      ScaleLayer layer = new ScaleLayer(pool, 2);

      assertThrows(
          IOException.class,
          () ->
              layer.forward(
                  input,
                  output -> {
                    throw new IOException("disk full");
                  }));
      assertEquals(0, pool.statistics().outstanding());
    }
  }

  @Test
  void everyTensorOfARecordIsTheCallersOnce() {
    try (TensorPool pool = TensorPool.withLimit(1 << 20)) {
      Map<String, Scale> layers = Map.of("double", new Scale(2));
      ScopedEncoder<String> encoder = new ScopedEncoder<>(pool, layers);

      Encoder.Outputs outputs = encoder.forward(input, true);
      assertEquals(2, pool.statistics().outstanding());
      outputs.all().forEach(PooledTensor::close);
      try (PooledTensor sum = outputs.sum()) {
        assertEquals(14, sum.get(0));
      }
      assertEquals(0, pool.statistics().outstanding());
      float first = encoder.one(input, "double", output -> output.orElseThrow().get(0));
      boolean missing = encoder.find(input, "triple", output -> output == null);
      int count = encoder.each(input, each -> each.length);
      assertEquals(6, first);
      assertTrue(missing);
      assertEquals(1, count);
      assertEquals(0, pool.statistics().outstanding());
    }
  }

  @Test
  void theSharedPoolServesWhoGivesNone() {
    try (PooledTensor output = new ScaleLayer(3).forward(input)) {
      assertEquals(9, output.get(0));
    }
  }
}
