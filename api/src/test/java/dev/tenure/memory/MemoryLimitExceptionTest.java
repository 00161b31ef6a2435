package dev.tenure.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryLimitExceptionTest {
  @Test
  void theExceptionTellsWhatWasNeededAndWhatIsAllowed() {
    MemoryLimitException refusal = new MemoryLimitException("too much", 96, 64);
    assertThat(refusal).hasMessage("too much");
    assertThat(refusal.requestedBytes()).isEqualTo(96);
    assertThat(refusal.limitBytes()).isEqualTo(64);
  }
}
