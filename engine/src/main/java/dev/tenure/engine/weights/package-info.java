/// Readers of model files: named tensors, where they lie in the file, and what the graph uses them
/// for.
///
/// The bytes of a file are not trusted: whatever is wrong with them ends in a
/// [ModelFormatException] that names the file and the part of it.
@NullMarked
package dev.tenure.engine.weights;

import org.jspecify.annotations.NullMarked;
