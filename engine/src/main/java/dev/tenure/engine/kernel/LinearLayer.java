package dev.tenure.engine.kernel;

import dev.tenure.annotations.Borrowed;
import dev.tenure.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The weights and the bias of a linear layer, for products of several layers with one input.
///
/// Owns neither: it may be used as long as both are alive. Immutable and safe to share between
/// threads.
///
/// @param weights `[outputs, inputs]`, packed
/// @param bias `[outputs]`, or nothing
public record LinearLayer(@Borrowed WeightMatrix weights, @Borrowed @Nullable Tensor bias) {}
