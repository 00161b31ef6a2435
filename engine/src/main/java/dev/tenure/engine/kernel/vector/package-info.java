/// The kernels' loops on the Vector API, with vectors as wide as the machine prefers.
///
/// A vector that goes round a loop is an argument (`x.add(sum)`), never the receiver, for the
/// reason in [VectorReductions].
@NullMarked
package dev.tenure.engine.kernel.vector;

import org.jspecify.annotations.NullMarked;
