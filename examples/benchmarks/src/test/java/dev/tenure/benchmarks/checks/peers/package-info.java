@NullMarked
package dev.tenure.benchmarks.checks.peers;

import org.jspecify.annotations.NullMarked;
