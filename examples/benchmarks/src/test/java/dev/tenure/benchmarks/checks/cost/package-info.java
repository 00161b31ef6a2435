@NullMarked
package dev.tenure.benchmarks.checks.cost;

import org.jspecify.annotations.NullMarked;
