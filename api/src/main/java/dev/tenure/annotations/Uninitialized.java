package dev.tenure.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The contents of the result are unspecified until something overwrites them.
///
/// Reading them, or accumulating into them, before an [Overwrites] position did, gives whatever the
/// memory's last user left there.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Uninitialized {}
