package dev.tenure.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A buffer that its object uses again.
///
/// On a method, the result is valid until the next call of a `@Workspace` method on the same
/// receiver, which overwrites it. On a field, the buffer behind such results.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.FIELD})
public @interface Workspace {}
