package dev.tenure.memory;

/// How much a pool does to find out who used a tensor wrongly. That a closed tensor refuses every
/// access and that a second close is harmless holds at each level.
public enum PoolStrictness {
  /// Nothing more.
  STANDARD,

  /// Remembers where each tensor was rented and closed, for the exceptions to tell. A rent takes
  /// some microseconds.
  TRACED,

  /// As [#TRACED], and watches the memory itself: what lies behind a tensor and everything that is
  /// free is filled with NaNs (all bits set), which must still be there when the tensor is closed
  /// and the memory is rented again. For debugging: a rent costs as much as writing and reading its
  /// memory.
  GUARDED
}
