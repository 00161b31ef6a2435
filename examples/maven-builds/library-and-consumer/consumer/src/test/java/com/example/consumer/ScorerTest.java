package com.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.memory.TensorPool;
import org.junit.jupiter.api.Test;

class ScorerTest {
  @Test
  void theResultIsRightAndNothingIsLeftOutstanding() {
    try (TensorPool pool = TensorPool.withLimit(1 << 20)) {
      float score = Scorer.score(pool, 1, 2);

      // GELU(1) + GELU(2), with GELU(x) = x * Phi(x)
      assertEquals(0.8413447 + 2 * 0.9772499, score, 1e-5);
      assertEquals(0, pool.statistics().outstanding());
      assertEquals(5, pool.statistics().rents());
    }
  }
}
