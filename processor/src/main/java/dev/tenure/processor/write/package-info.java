/// From a valid model to source.
@NullMarked
package dev.tenure.processor.write;

import org.jspecify.annotations.NullMarked;
