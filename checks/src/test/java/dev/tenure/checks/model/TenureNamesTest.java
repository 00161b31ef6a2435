package dev.tenure.checks.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.Workspace;
import org.junit.jupiter.api.Test;

final class TenureNamesTest {
  @Test
  void everyNameIsThatOfAnAnnotationOfTheApi() {
    assertThat(TenureNames.POOLED).isEqualTo(Pooled.class.getName());
    assertThat(TenureNames.BORROWED).isEqualTo(Borrowed.class.getName());
    assertThat(TenureNames.SCOPED).isEqualTo(Scoped.class.getName());
    assertThat(TenureNames.WORKSPACE).isEqualTo(Workspace.class.getName());
    assertThat(TenureNames.NO_ALLOCATION).isEqualTo(NoAllocation.class.getName());
  }

  @Test
  void theElementThatNamesClosersExists() throws NoSuchMethodException {
    assertThat(Pooled.class.getMethod(TenureNames.POOLED_CLOSERS).getReturnType())
        .isEqualTo(String[].class);
  }
}
