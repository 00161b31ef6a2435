package dev.tenure.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The resource belongs to a scope: nobody else closes it, and it dies with the scope.
///
/// On a method, the result belongs to the receiver if that is a scope, and otherwise to the
/// method's scope parameter. On a parameter, the argument must belong to the scope.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Scoped {}
