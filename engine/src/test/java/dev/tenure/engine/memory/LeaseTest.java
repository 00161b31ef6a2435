package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.tensor.Shape;
import java.lang.ref.ReferenceQueue;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private final Lease lease =
      new Lease(
          new NativePooledTensor(Shape.of(3, 4), Blocks.of(48), null),
          Blocks.of(48),
          new ReferenceQueue<>());

  @Test
  void itRemembersTheTensorWithoutHoldingIt() {
    assertThat(lease).hasToString("PooledTensor[3, 4]");
    assertThat(lease.elementBytes()).isEqualTo(48);
  }

  @Test
  void beforeTheCloseItKnowsTheRentOnly() {
    assertThat(lease.last()).isSameAs(lease.rented());
    assertThat(lease.history()).startsWith("it was rented at ").doesNotContain("closed");
  }

  @Test
  void afterTheCloseItKnowsBoth() {
    lease.closedHere();
    assertThat(lease.last()).hasMessage("closed here").hasCause(lease.rented());
    assertThat(lease.history()).contains(" and closed at ");
    assertThat(lease.closedException("gone"))
        .hasMessageStartingWith("gone; it was rented at ")
        .hasCause(lease.last());
  }
}
