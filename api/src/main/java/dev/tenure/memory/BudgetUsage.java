package dev.tenure.memory;

/// What is in use under a budget, its children included.
///
/// @param path the names of the budgets from the root to this one, with slashes between them
/// @param liveBytes the bytes of memory behind the tensors that are rented and not closed
/// @param usedBytes what counts against the limits: live bytes, and what is reserved and not live
/// @param peakBytes the largest value that `usedBytes` had
/// @param tensors how many tensors are rented and not closed
/// @param limits the budget's own limits; those of its parents hold as well
public record BudgetUsage(
    String path,
    long liveBytes,
    long usedBytes,
    long peakBytes,
    long tensors,
    BudgetLimits limits) {}
