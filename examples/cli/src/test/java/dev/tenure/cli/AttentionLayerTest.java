package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.memory.ScopePlan;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttentionLayerTest {
  @Test
  void theResultIsTheSameWhereverItsMemoryComesFrom() {
    try (Arena arena = Arena.ofShared();
        TensorPool pool = TensorPool.withLimit(64 << 20);
        TensorScope kept = pool.openScope();
        ScopePlan plan = pool.newPlan()) {
      AttentionLayer layer = AttentionLayer.random(arena, kept);
      Tensor input = AttentionLayer.fill(kept.rent(AttentionLayer.ROWS), new Random(2));
      AttentionWorkspace workspace = new AttentionWorkspace(kept);
      float[] expected = workspace.forward(layer, input).toArray();

      workspace.forwardWithArrays(layer, input);

      assertThat(expected).isNotEqualTo(new float[expected.length]);
      assertThat(workspace.lastArray()).isEqualTo(expected);
      for (int call = 0; call < 3; call++) {
        try (TensorScope scope = plan.open()) {
          assertThat(layer.forward(scope, input).toArray()).isEqualTo(expected);
        }
      }
      try (TensorScope scope = pool.openScope()) {
        assertThat(layer.forward(scope, input).toArray()).isEqualTo(expected);
      }
    }
  }
}
