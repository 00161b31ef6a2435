package dev.tenure.checks.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PooledTypesTest {
  @Test
  void aTypeIsClosedByCloseUnlessSaidOtherwise() {
    assertThat(PooledTypes.parse(List.of("java.io.Closeable")))
        .containsOnlyKeys("java.io.Closeable")
        .extractingByKey("java.io.Closeable")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.COLLECTION)
        .containsExactly("close");
  }

  @Test
  void aTypeMayHaveSeveralClosers() {
    assertThat(PooledTypes.parse(List.of("a.B#release", " a.B#free ", "")).get("a.B"))
        .containsExactly("release", "free");
  }
}
