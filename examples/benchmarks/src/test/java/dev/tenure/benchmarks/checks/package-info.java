@NullMarked
package dev.tenure.benchmarks.checks;

import org.jspecify.annotations.NullMarked;
