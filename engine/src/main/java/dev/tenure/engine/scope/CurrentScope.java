package dev.tenure.engine.scope;

import dev.tenure.annotations.Borrowed;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import java.util.concurrent.Callable;

/// Binds a tensor scope to a piece of work, for everything that it calls.
///
/// ```java
/// float[] result = CurrentScope.call(pool, () -> model.forward(input).toArray());
/// …
/// PooledTensor hidden = CurrentScope.get().rent(shape); // anywhere below
/// ```
///
/// The binding is a [ScopedValue]: it ends with the work, whatever happens, and subtasks of
/// structured concurrency inherit it. The scope itself stays confined to its thread, since the
/// subtasks run at the same time: each of them begins with [#callNested], which gives it a scope of
/// its own on the same pool, within the same budget. Its result leaves that scope by
/// [promotion][TensorScope#promote], and is the caller's.
public final class CurrentScope {
  private static final ScopedValue<TensorScope> SCOPE = ScopedValue.newInstance();

  private CurrentScope() {}

  /// Opens a scope, runs work in it, and closes it.
  ///
  /// @param pool what the scope rents from
  /// @param work what to run; its result must not belong to the scope
  /// @param <R> the type of the result
  /// @param <X> what the work may throw
  /// @return what the work returned
  /// @throws X if the work does
  public static <R, X extends Throwable> R call(
      TensorPool pool, ScopedValue.CallableOp<? extends R, X> work) throws X {
    try (TensorScope scope = pool.openScope()) {
      return ScopedValue.where(SCOPE, scope).<R, X>call(work);
    }
  }

  /// Opens a scope of this thread on the pool of the bound one, runs work in it, and closes it.
  ///
  /// @param work what to run; its result must not belong to the new scope
  /// @param <R> the type of the result
  /// @param <X> what the work may throw
  /// @return what the work returned
  /// @throws IllegalStateException if no scope is bound
  /// @throws X if the work does
  public static <R, X extends Throwable> R callNested(ScopedValue.CallableOp<? extends R, X> work)
      throws X {
    return call(get().pool(), work);
  }

  /// Carries the binding to a thread that does not inherit it, such as one of an executor.
  ///
  /// @param work what to run there before the bound scope is closed
  /// @param <R> the type of the result
  /// @return a task that runs the work [nested][#callNested] in the scope that is bound now
  /// @throws IllegalStateException if no scope is bound
  public static <R> Callable<R> carry(Callable<R> work) {
    TensorPool pool = get().pool();
    return () -> call(pool, work::call);
  }

  /// Returns the scope that is bound.
  ///
  /// @return a scope of whoever bound it; on a thread that inherited the binding it is refused to
  ///   do anything but name its pool
  /// @throws IllegalStateException if none is
  @Borrowed
  public static TensorScope get() {
    return SCOPE.orElseThrow(() ->
        new IllegalStateException(
            "no scope is bound here: run this within CurrentScope.call, or carry the binding to"
                + " this thread with CurrentScope.carry"));
  }

  /// Tells whether a scope is bound.
  ///
  /// @return whether [#get()] returns one
  public static boolean isBound() {
    return SCOPE.isBound();
  }
}
