/// What a tensor is: a shape and its elements, whoever holds the memory.
@NullMarked
package dev.tenure.tensor;

import org.jspecify.annotations.NullMarked;
