package dev.tenure.junit;

import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives each test a pool of its own, and fails the test if it leaves something of it open. Used
/// through [NoTensorLeaks].
///
/// A test that failed already keeps its failure: JUnit adds this one to it as suppressed.
public final class TensorLeakExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(TensorLeakExtension.class);

  /// For JUnit.
  public TensorLeakExtension() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(NAMESPACE).put(TestMemory.class, new TestMemory());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return (type == TensorPool.class || type == TensorScope.class)
        && context.getStore(NAMESPACE).get(TestMemory.class) != null;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestMemory memory = memoryOf(context);
    return parameter.getParameter().getType() == TensorPool.class ? memory.pool() : memory.scope();
  }

  private static TestMemory memoryOf(ExtensionContext context) {
    TestMemory memory = context.getStore(NAMESPACE).get(TestMemory.class, TestMemory.class);
    if (memory == null) {
      throw new IllegalStateException("no test runs");
    }
    return memory;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    String leaks = memoryOf(context).close();
    if (!leaks.isEmpty()) {
      throw new AssertionError(context.getDisplayName() + " leaked tensors:" + leaks);
    }
  }
}
