package dev.tenure.checks.model;

/// The names of our own annotations. They are text because the checks work with any version of the
/// API, and without it.
public final class TenureNames {
  /// The package of the annotations.
  public static final String ANNOTATIONS = "dev.tenure.annotations";

  /// A type whose instances are resources, or a position that owns.
  public static final String POOLED = "dev.tenure.annotations.Pooled";

  /// The element of [#POOLED] that names the closing methods.
  public static final String POOLED_CLOSERS = "closers";

  /// A position that does not own.
  public static final String BORROWED = "dev.tenure.annotations.Borrowed";

  /// A resource that belongs to a scope.
  public static final String SCOPED = "dev.tenure.annotations.Scoped";

  /// A method that allocates nothing on its normal paths.
  public static final String NO_ALLOCATION = "dev.tenure.annotations.NoAllocation";

  /// The type of tensors.
  public static final String TENSOR = "dev.tenure.tensor.Tensor";

  /// The type of scopes.
  public static final String SCOPE = "dev.tenure.memory.TensorScope";

  /// A buffer that its object uses again.
  public static final String WORKSPACE = "dev.tenure.annotations.Workspace";

  /// A method that wrappers are made for.
  public static final String SCOPED_FORWARD = "dev.tenure.annotations.ScopedForward";

  /// A result whose contents are unspecified.
  public static final String UNINITIALIZED = "dev.tenure.annotations.Uninitialized";

  /// A destination that is written without being read.
  public static final String OVERWRITES = "dev.tenure.annotations.Overwrites";

  /// A destination that is added to.
  public static final String ACCUMULATES = "dev.tenure.annotations.Accumulates";

  /// A destination that may be the same memory as an input.
  public static final String MAY_ALIAS = "dev.tenure.annotations.MayAlias";

  /// The option that lists further pooled types.
  public static final String POOLED_TYPES_OPTION = "Tenure:PooledTypes";

  /// The option that makes the checks say what they leave alone.
  public static final String VERBOSE_OPTION = "Tenure:Verbose";

  private TenureNames() {}
}
