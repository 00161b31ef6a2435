/// From javac's elements to the model.
@NullMarked
package dev.tenure.processor.read;

import org.jspecify.annotations.NullMarked;
