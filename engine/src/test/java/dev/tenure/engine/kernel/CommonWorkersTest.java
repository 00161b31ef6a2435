package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CommonWorkersTest {
  private static final long LARGE = 1L << 30;

  private final GuardedTensors tensors = new GuardedTensors();

  @Test
  void aSmallKernelGetsNoTeam() {
    assertThat(CommonWorkers.tryEnter(1000)).isNull();
  }

  @Test
  void oneCallAtATimeHasTheTeam() throws InterruptedException {
    Workers team = CommonWorkers.tryEnter(LARGE);
    if (team == null) {
      assertThat(KernelInfo.threads()).isEqualTo(1);
      return;
    }
    boolean[] refused = new boolean[1];
    Thread.ofPlatform().start(() -> refused[0] = CommonWorkers.tryEnter(LARGE) == null).join();
    team.exit();

    assertThat(refused[0]).isTrue();
    assertThat(team.threads()).isEqualTo(KernelInfo.threads());
    Workers again = CommonWorkers.tryEnter(LARGE);
    assertThat(again).isSameAs(team);
    team.exit();
  }

  @Test
  void aLinearLayerHasTheSameBitsWithTheTeamAndWithoutIt() throws InterruptedException {
    Tensor input = tensors.random(33, 384);
    Tensor bias = tensors.random(200);
    WeightMatrix weights = WeightMatrix.packTransposed(tensors.random(384, 200), Arena.ofAuto());
    Tensor first = tensors.poisoned(33, 200);
    Tensor second = tensors.poisoned(33, 200);
    MatMul.linear(input, weights, bias, first);

    Workers team = CommonWorkers.tryEnter(LARGE);
    try {
      Thread.ofPlatform().start(() -> MatMul.linear(input, weights, bias, second)).join();
    } finally {
      if (team != null) {
        team.exit();
      }
    }

    assertThat(second.toArray()).isEqualTo(first.toArray());
    tensors.assertGuardsUntouched();
  }
}
