package dev.tenure.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

class TensorLeakExtensionTest {
  private static final Shape SHAPE = Shape.of(2, 3);

  private static Throwable failureOf(String method) {
    return resultOf(method).getThrowable().orElseThrow();
  }

  private static TestExecutionResult resultOf(String method) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(Sample.class, method(method)))
        .execute()
        .testEvents()
        .finished()
        .stream()
        .findFirst()
        .orElseThrow()
        .getRequiredPayload(TestExecutionResult.class);
  }

  private static Method method(String name) {
    return List.of(Sample.class.getDeclaredMethods()).stream()
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void assertSuccessful(String method) {
    assertThat(resultOf(method).getStatus()).isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
  }

  @Test
  void aTestThatClosesEverythingPasses() {
    assertSuccessful("closes");
  }

  @Test
  void aTestThatLeaksFailsAndSaysWhatWasAcquiredWhere() {
    assertThat(failureOf("leaks"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("leaked tensors:")
        .hasMessageContaining("a tensor of shape [2, 3], 24 bytes, acquired")
        .hasMessageContaining("Sample.leaks(TensorLeakExtensionTest.java:")
        .message()
        .doesNotContain("junit.jupiter.engine")
        .hasLineCount(3);
  }

  @Test
  void aScopeThatStaysOpenIsNamed() {
    assertThat(failureOf("leavesAScopeOpen"))
        .hasMessageContaining("a scope, acquired")
        .hasMessageContaining("Sample.leavesAScopeOpen");
  }

  @Test
  void theInjectedScopeIsClosedForTheTest() {
    assertSuccessful("usesTheScope");
  }

  @Test
  void whatIsClosedAfterEachIsNoLeak() {
    assertSuccessful("leavesItToAfterEach");
  }

  @Test
  void aWorkspaceThatStaysOpenFailsTheTestToo() {
    assertThat(failureOf("leavesAWorkspaceOpen")).hasMessageContaining("of a workspace");
  }

  @Test
  void aLeakOfTheSharedPoolFailsTheTest() {
    assertThat(failureOf("leaksFromTheSharedPool"))
        .hasMessageContaining("1 tensors of the shared pool more than before it");
    Sample.left.forEach(PooledTensor::close);
    Sample.left.clear();
  }

  @Test
  void aTestThatFailedKeepsItsFailure() {
    Throwable failure = failureOf("leaksAndFails");
    assertThat(failure).hasMessage("its own");
    assertThat(failure.getSuppressed())
        .singleElement()
        .satisfies(leak -> assertThat(leak).hasMessageContaining("leaked tensors:"));
  }

  @NoTensorLeaks
  // Leaks are what these tests are about.
  @SuppressWarnings({
    "PooledNotClosed",
    "PooledNotClosedOnException",
    "BorrowEscapes",
    "MustBeClosedChecker"
  })
  static class Sample {
    static final List<PooledTensor> left = new ArrayList<>();
    private final List<PooledTensor> kept = new ArrayList<>();

    @BeforeEach
    void rentBefore(TensorPool pool, TensorScope scope) {
      scope.rent(SHAPE);
      assertThat(pool.statistics().outstanding()).isEqualTo(1);
    }

    @AfterEach
    void closeKept() {
      kept.forEach(PooledTensor::close);
    }

    @Test
    void closes(TensorPool pool) {
      try (PooledTensor tensor = pool.rent(SHAPE)) {
        tensor.set(0, 1);
      }
    }

    @Test
    void leaks(TensorPool pool) {
      PooledTensor tensor = pool.rent(SHAPE);
      tensor.set(0, 1);
    }

    @Test
    void leavesAScopeOpen(TensorPool pool) {
      TensorScope scope = pool.openScope();
      scope.rent(SHAPE);
    }

    @Test
    void usesTheScope(TensorScope scope) {
      scope.rent(SHAPE).set(0, 1);
    }

    @Test
    void leavesItToAfterEach(TensorPool pool) {
      kept.add(pool.rent(SHAPE));
    }

    @Test
    void leavesAWorkspaceOpen(TensorPool pool) {
      pool.openWorkspace().slot("keys").take(SHAPE);
    }

    @Test
    void leaksFromTheSharedPool() {
      left.add(TensorPool.shared().rent(SHAPE));
    }

    @Test
    void leaksAndFails(TensorPool pool) {
      pool.rent(SHAPE);
      throw new IllegalStateException("its own");
    }
  }
}
