/// What monitoring sees of a pool, by its contract only.
@NullMarked
package dev.tenure.engine.metrics;

import org.jspecify.annotations.NullMarked;
