package dev.tenure.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// This destination may be the same memory as an input of the same call.
///
/// Without it, the argument of an [Overwrites] or [Accumulates] parameter must not share memory
/// with any other argument.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface MayAlias {}
