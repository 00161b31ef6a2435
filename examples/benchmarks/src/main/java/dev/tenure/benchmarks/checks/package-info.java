/// Compares the checks with their peers: what each finds, what each costs, and what ours finds in
/// code of other people.
@NullMarked
package dev.tenure.benchmarks.checks;

import org.jspecify.annotations.NullMarked;
