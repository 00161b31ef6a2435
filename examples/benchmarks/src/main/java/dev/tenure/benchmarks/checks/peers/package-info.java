/// What each tool finds in the samples that the checks are tested with.
@NullMarked
package dev.tenure.benchmarks.checks.peers;

import org.jspecify.annotations.NullMarked;
