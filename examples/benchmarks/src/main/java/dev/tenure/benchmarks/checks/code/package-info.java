/// The sources of other people that the checks are tried on.
@NullMarked
package dev.tenure.benchmarks.checks.code;

import org.jspecify.annotations.NullMarked;
