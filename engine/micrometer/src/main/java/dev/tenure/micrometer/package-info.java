/// Tensor pools as meters of Micrometer.
@NullMarked
package dev.tenure.micrometer;

import org.jspecify.annotations.NullMarked;
