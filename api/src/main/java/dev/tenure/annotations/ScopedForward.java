package dev.tenure.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Asks the annotation processor of `tenure-processor` for a class whose methods open the scope
/// that this method borrows, hand its result to the caller as owned, and return every intermediate,
/// also when the method throws.
///
/// On a method: that method. On a type: each of its methods that takes a
/// `dev.tenure.memory.TensorScope`.
///
/// ```java
/// public final class Linear {
///   @ScopedForward
///   @Scoped PooledTensor forward(TensorScope scope, Tensor input) { … }
/// }
///
/// // generated: callers see no scope and own the result
/// try (PooledTensor output = new ScopedLinear(pool, linear).forward(input)) { … }
/// ```
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ScopedForward {}
