package dev.tenure.memory;

import java.io.Serializable;

/// Tensors that were rented at one place, or have one shape, and what they hold of a budget.
///
/// @param site the line of code that rented them, or, where sites are not traced, their shape
/// @param bytes the bytes of memory behind them
/// @param tensors how many there are
public record BudgetHolder(String site, long bytes, long tensors) implements Serializable {}
