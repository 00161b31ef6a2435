/// What a compilation costs with and without the checks, and with their nearest peer.
@NullMarked
package dev.tenure.benchmarks.checks.cost;

import org.jspecify.annotations.NullMarked;
