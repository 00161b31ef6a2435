/// Tests of the readers of model files.
@NullMarked
package dev.tenure.engine.weights;

import org.jspecify.annotations.NullMarked;
