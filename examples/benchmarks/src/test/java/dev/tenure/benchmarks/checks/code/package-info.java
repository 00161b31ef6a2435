@NullMarked
package dev.tenure.benchmarks.checks.code;

import org.jspecify.annotations.NullMarked;
