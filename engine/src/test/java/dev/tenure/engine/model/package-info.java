/// Tests of the transformer layers.
@NullMarked
package dev.tenure.engine.model;

import org.jspecify.annotations.NullMarked;
