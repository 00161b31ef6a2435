package dev.tenure.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import dev.tenure.annotations.Accumulates;
import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.LifetimeChecked;
import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.Overwrites;
import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.annotations.Workspace;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.processor.model.Names;
import dev.tenure.processor.model.Variant;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void theVariantsAreThoseOfTheAnnotation() {
    assertThat(Variant.values())
        .extracting(Enum::name)
        .isEqualTo(Arrays.stream(ScopedForward.Variant.values()).map(Enum::name).toList());
  }

  @Test
  void eachNameIsThatOfAType() {
    assertThat(Names.SCOPED_FORWARD).isEqualTo(ClassName.get(ScopedForward.class));
    assertThat(Names.POOLED).isEqualTo(ClassName.get(Pooled.class));
    assertThat(Names.BORROWED).isEqualTo(ClassName.get(Borrowed.class));
    assertThat(Names.SCOPED).isEqualTo(ClassName.get(Scoped.class));
    assertThat(Names.WORKSPACE).isEqualTo(ClassName.get(Workspace.class));
    assertThat(Names.READER).isEqualTo(ClassName.get(ScopedForward.Reader.class));
    assertThat(Names.OVERWRITES).isEqualTo(ClassName.get(Overwrites.class));
    assertThat(Names.ACCUMULATES).isEqualTo(ClassName.get(Accumulates.class));
    assertThat(Names.MAY_ALIAS).isEqualTo(ClassName.get(MayAlias.class));
    assertThat(Names.LIFETIME_CHECKED).isEqualTo(ClassName.get(LifetimeChecked.class));
    assertThat(Names.TENSOR_POOL).isEqualTo(ClassName.get(TensorPool.class));
    assertThat(Names.TENSOR_SCOPE).isEqualTo(ClassName.get(TensorScope.class));
    assertThat(Names.TENSOR).isEqualTo(ClassName.get(Tensor.class));
    assertThat(Names.POOLED_TENSOR).isEqualTo(ClassName.get(PooledTensor.class));
  }
}
