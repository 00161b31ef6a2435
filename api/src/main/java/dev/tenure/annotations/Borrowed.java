package dev.tenure.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// This position does not own: whoever holds the value must not close it, and must not use it after
/// its owner was closed.
///
/// On a method, the result is borrowed from the parameters that are named, or from `"this"`.
/// Without a name: from the receiver, and for a static method from all its borrowed parameters. On
/// a parameter or a field it states the default, for readers and for types where owning would
/// otherwise be inferred.
///
/// ```java
/// @Borrowed("batch")
/// Tensor firstRow(Tensor batch) { return batch.slice(0, 1); }
/// ```
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
public @interface Borrowed {
  /// What the result is borrowed from, on a method only.
  ///
  /// @return parameter names, or `"this"`; empty for the defaults described above
  String[] value() default {};
}
