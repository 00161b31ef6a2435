package dev.tenure.engine.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CurrentScopeTest {
  private static final Shape FOUR = Shape.of(4);

  private final TensorPool pool = TensorPool.withLimit(1 << 20);

  @AfterEach
  void closePool() {
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
  }

  private static float sumOfOnes() {
    PooledTensor ones = CurrentScope.get().rent(FOUR);
    ones.fill(1);
    return ones.get(0) + ones.get(3);
  }

  @Test
  void calleesFindTheScopeAndItEndsWithTheWork() {
    assertThat(CurrentScope.isBound()).isFalse();
    float sum =
        CurrentScope.call(
            pool,
            () -> {
              assertThat(CurrentScope.isBound()).isTrue();
              float result = sumOfOnes();
              assertThat(pool.statistics().outstanding()).isEqualTo(1);
              return result;
            });
    assertThat(sum).isEqualTo(2);
    assertThat(pool.statistics().outstanding()).isZero();
  }

  @Test
  void whatTheWorkThrowsIsThrownAndTheScopeIsClosed() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() ->
            CurrentScope.<Void, IOException>call(
                pool,
                () -> {
                  sumOfOnes();
                  throw new IOException("no");
                }));
    assertThat(CurrentScope.isBound()).isFalse();
  }

  @Test
  void withoutABindingTheAdviceIsToBind() {
    assertThatIllegalStateException()
        .isThrownBy(CurrentScope::get)
        .withMessageContaining("CurrentScope.call");
    assertThatIllegalStateException().isThrownBy(() -> CurrentScope.callNested(() -> 1));
    assertThatIllegalStateException().isThrownBy(() -> CurrentScope.carry(() -> 1));
  }

  @Test
  void nestedWorkHasAScopeOfItsOwnOnTheSamePool() {
    CurrentScope.call(
        pool,
        () -> {
          TensorScope outer = CurrentScope.get();
          CurrentScope.callNested(() -> {
            assertThat(CurrentScope.get()).isNotSameAs(outer);
            assertThat(CurrentScope.get().pool()).isSameAs(pool);
            return sumOfOnes();
          });
          assertThat(pool.statistics().outstanding()).isZero();
          assertThat(CurrentScope.get()).isSameAs(outer);
          return sumOfOnes();
        });
  }

  @Test
  void carriedWorkOfOtherThreadsRunsInScopesOfTheirOwn() throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      List<Float> sums =
          CurrentScope.call(
              pool,
              () -> {
                Callable<Float> task = CurrentScope.carry(CurrentScopeTest::sumOfOnes);
                List<Future<Float>> done = executor.invokeAll(List.of(task, task, task));
                return List.of(done.get(0).get(), done.get(1).get(), done.get(2).get());
              });
      assertThat(sums).containsOnly(2f);
    }
  }
}
