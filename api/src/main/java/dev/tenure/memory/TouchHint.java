package dev.tenure.memory;

/// What memory is about to be used for, which decides how it is brought in.
public enum TouchHint {
  /// It is read soon: each page is read once, so that it is mapped, or back from swap.
  READ,

  /// It is written soon: each page is written once with what it holds, so that the system gives it
  /// its memory now and not in the middle of a computation. Nobody else may write meanwhile.
  WRITE
}
