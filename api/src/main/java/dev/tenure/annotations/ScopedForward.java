package dev.tenure.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/// Asks the annotation processor of `tenure-processor` for a class whose methods open the scope
/// that this method borrows, hand its result out, and return every intermediate, also when the
/// method throws.
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
/// // generated: callers see no scope
/// ScopedLinear linear = new ScopedLinear(pool, new Linear(weights));
/// try (PooledTensor output = linear.forward(input)) { … } // theirs to close
/// linear.forwardInto(input, destination); // theirs before and after
/// float first = linear.forward(input, output -> output.get(0)); // lent, gone afterwards
/// ```
///
/// The author says whose a pooled result is: [Scoped] if it belongs to the scope, which is what a
/// generated method hands out, or [Pooled] if it is the caller's already.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ScopedForward {
  /// Which methods are generated for an author's method, as far as its shape allows them.
  ///
  /// On a type, for all its methods; on a method, for that one, and then each that is named must be
  /// possible.
  ///
  /// @return at least one variant; all of them unless said otherwise
  Variant[] variants() default {Variant.OWNED, Variant.INTO, Variant.LENT, Variant.BATCH};

  /// The simple name of the generated class, on a type only.
  ///
  /// @return a name; empty for `Scoped` and the type's own
  String name() default "";

  /// The simple name of an interface of the generated class's public methods, on a type only: for
  /// tests and for decorators.
  ///
  /// @return a name; empty for no interface
  String contract() default "";

  /// Whether the generated class can be made with the arguments of the author's constructors too,
  /// on a type only.
  ///
  /// @return `false` if it only wraps what it is given
  boolean constructors() default true;

  /// Not yet to be used: this version has no `ScopePlan`, and what is generated with `true` does
  /// not compile.
  ///
  /// Whether calls can run by a plan, on a type only: the generated class gets a method `planned`,
  /// which takes a `dev.tenure.memory.ScopePlan` and returns an object whose calls open their
  /// scopes on it.
  ///
  /// @return `true` if there is such a method
  boolean planned() default false;

  /// What a generated method does with the result of the author's `forward`.
  enum Variant {
    /// `forward(args)` hands it to the caller, who closes it.
    OWNED,
    /// `forwardInto(args, destination)` writes it into a tensor of the caller.
    INTO,
    /// `forward(args, reader)` lends it to a function; it is gone afterwards.
    LENT,
    /// `forwardAll(batch)` does the same for each item, in a scope of its own.
    BATCH
  }

  /// Reads a result that is lent to it.
  ///
  /// @param <T> what is lent
  /// @param <R> what it makes of it
  /// @param <X> what it may throw; `RuntimeException` where the compiler finds nothing checked
  @FunctionalInterface
  @SuppressWarnings("exports") // Who uses the interface does not need the annotations of nullness.
  interface Reader<T extends @Nullable Object, R extends @Nullable Object, X extends Exception> {
    /// Reads the result, which must not be kept: it is closed when this method returns.
    ///
    /// @param result what is lent
    /// @return something that holds no part of it
    /// @throws X whatever the reader likes; it reaches the caller as it is
    R read(@Borrowed T result) throws X;
  }
}
