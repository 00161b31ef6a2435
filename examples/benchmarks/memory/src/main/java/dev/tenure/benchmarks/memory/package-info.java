/// Rents and returns beside other allocators, in JMH.
@NullMarked
package dev.tenure.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
