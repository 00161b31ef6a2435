package dev.tenure.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test, or each test of a class, fails if it leaks tensors.
///
/// Such a test, and methods that run before and after each, may have a parameter of type
/// `TensorPool` or `TensorScope`: a pool of the test's own, and a scope on it, which are closed
/// after the test. Whatever of the pool is open then fails the test, and so does what the test left
/// open in the shared pool.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(TensorLeakExtension.class)
public @interface NoTensorLeaks {}
