/// Tests of the sentence encoder.
@NullMarked
package dev.tenure.engine.embed;

import org.jspecify.annotations.NullMarked;
