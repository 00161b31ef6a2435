/// Inference beside its peers, in one process and by turns.
@NullMarked
package dev.tenure.benchmarks.inference;

import org.jspecify.annotations.NullMarked;
