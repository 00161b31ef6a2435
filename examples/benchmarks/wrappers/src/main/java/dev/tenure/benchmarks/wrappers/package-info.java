/// Generated wrappers beside the same code written by hand.
@NullMarked
package dev.tenure.benchmarks.wrappers;

import org.jspecify.annotations.NullMarked;
