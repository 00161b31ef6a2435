package dev.tenure.memory;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/// What happens without an engine; with one, the contract tests hold.
class TensorPoolTest {
  @Test
  void withoutAnEngineTheSharedPoolIsRefusedWithAdvice() {
    assertThatIllegalStateException()
        .isThrownBy(TensorPool::shared)
        .withMessageContaining("dev.tenure:tenure-engine");
  }

  @Test
  void withoutAnEngineAPoolOfItsOwnIsRefusedWithAdvice() {
    assertThatIllegalStateException()
        .isThrownBy(() -> TensorPool.withLimit(1))
        .withMessageContaining("dev.tenure:tenure-engine");
  }

  @Test
  void aLimitThatIsNotPositiveIsRefusedFirst() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorPool.withLimit(0))
        .withMessage("a pool's limit must be positive: 0");
    assertThatIllegalArgumentException().isThrownBy(() -> TensorPool.withLimit(-1));
  }
}
