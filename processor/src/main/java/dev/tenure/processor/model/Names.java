package dev.tenure.processor.model;

import com.palantir.javapoet.ClassName;

/// The types of the API, by name: the processor runs without the API on its own class path.
public final class Names {
  private static final String ANNOTATIONS = "dev.tenure.annotations";
  private static final String MEMORY = "dev.tenure.memory";
  private static final String TENSOR_PACKAGE = "dev.tenure.tensor";

  /// The annotation that asks for a wrapper.
  public static final ClassName SCOPED_FORWARD = ClassName.get(ANNOTATIONS, "ScopedForward");

  /// A function that a result is lent to.
  public static final ClassName READER = SCOPED_FORWARD.nestedClass("Reader");

  /// Marks a position that owns.
  public static final ClassName POOLED = ClassName.get(ANNOTATIONS, "Pooled");

  /// Marks a position that does not own.
  public static final ClassName BORROWED = ClassName.get(ANNOTATIONS, "Borrowed");

  /// Marks a position whose resource belongs to a scope.
  public static final ClassName SCOPED = ClassName.get(ANNOTATIONS, "Scoped");

  /// Marks a result that its object uses again.
  public static final ClassName WORKSPACE = ClassName.get(ANNOTATIONS, "Workspace");

  /// Marks a destination that is written without being read.
  public static final ClassName OVERWRITES = ClassName.get(ANNOTATIONS, "Overwrites");

  /// Marks a destination that is read and added to.
  public static final ClassName ACCUMULATES = ClassName.get(ANNOTATIONS, "Accumulates");

  /// Marks a destination that may be an input of the same call.
  public static final ClassName MAY_ALIAS = ClassName.get(ANNOTATIONS, "MayAlias");

  /// Opts a type in to the lifetime checks.
  public static final ClassName LIFETIME_CHECKED = ClassName.get(ANNOTATIONS, "LifetimeChecked");

  /// The pool that a wrapper opens its scopes on.
  public static final ClassName TENSOR_POOL = ClassName.get(MEMORY, "TensorPool");

  /// The scope that the author's method borrows.
  public static final ClassName TENSOR_SCOPE = ClassName.get(MEMORY, "TensorScope");

  /// What a wrapper opens its scopes on whose calls run by a plan.
  public static final ClassName SCOPE_PLAN = ClassName.get(MEMORY, "ScopePlan");

  /// Any tensor.
  public static final ClassName TENSOR = ClassName.get(TENSOR_PACKAGE, "Tensor");

  /// A tensor that somebody closes.
  public static final ClassName POOLED_TENSOR = ClassName.get(TENSOR_PACKAGE, "PooledTensor");

  private Names() {}
}
