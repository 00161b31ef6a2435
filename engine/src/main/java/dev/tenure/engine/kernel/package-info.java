/// Kernels over native 32-bit floats, on the Vector API with the widest vectors that the machine
/// prefers.
///
/// Each public method is a guard: it checks that the operands are native, open, of fitting shapes,
/// and that no destination overlaps what it must not. Behind it, addresses are used without further
/// checks. A destination is overwritten completely and never read, unless its parameter says
/// otherwise.
@NullMarked
package dev.tenure.engine.kernel;

import org.jspecify.annotations.NullMarked;
