package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Runs things on a thread that is not the test's.
final class OtherThread {
  private OtherThread() {}

  static <T> T call(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "another");
    thread.start();
    thread.join();
    return task.get();
  }

  /// Asserts that it is refused there with a message that names both threads.
  static void assertRefused(ThrowingCallable use) throws Exception {
    String here = Thread.currentThread().getName();
    call(() ->
        assertThatIllegalStateException()
            .isThrownBy(use)
            .withMessageContaining(here)
            .withMessageContaining("another"));
  }
}
