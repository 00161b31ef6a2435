/// Tensors over native memory: addresses, bounds and liveness. Where the memory comes from is the
/// business of whoever makes the tensor.
@NullMarked
package dev.tenure.engine.storage;

import org.jspecify.annotations.NullMarked;
