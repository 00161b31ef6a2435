package dev.tenure.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a type: its instances are resources, which exactly one owner closes exactly once.
///
/// On a position: this position owns.
///
/// - A method or constructor: the caller owns the result (the default where the type is pooled).
/// - A parameter: the callee takes the argument over; the caller must not close it any more.
/// - A field: the object owns what the field holds, and its own closing method closes it.
///
/// ```java
/// @Pooled
/// final class NativeBuffer implements AutoCloseable { … }
///
/// final class Layer implements AutoCloseable {
///   @Pooled final NativeBuffer weights;
///
///   Layer(@Pooled NativeBuffer weights) {
///     this.weights = weights;
///   }
///
///   @Override
///   public void close() {
///     weights.close();
///   }
/// }
/// ```
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
  ElementType.TYPE,
  ElementType.METHOD,
  ElementType.CONSTRUCTOR,
  ElementType.PARAMETER,
  ElementType.FIELD
})
public @interface Pooled {
  /// The names of the methods that end the resource, on a type only; any one of them does.
  ///
  /// @return simple method names; `close` unless said otherwise
  String[] closers() default {"close"};
}
