package dev.tenure.memory;

/// Which rents of a pool are watched for tensors that nobody closes.
///
/// The memory of a watched tensor goes back to its pool once the tensor cannot be reached any more,
/// and where it was rented is reported. Of other leaks a pool only knows that they are outstanding.
public enum LeakDetection {
  /// None.
  OFF,

  /// Every rent that needs new memory from the system, and of the others about one in 8,000: what
  /// leaks all the time is found, at no cost that can be measured.
  SAMPLED,

  /// Every rent; each then takes about a microsecond, and more under a deep stack.
  FULL
}
