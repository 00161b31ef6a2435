/// The annotation processor that writes the scope-wrapped variants of `@ScopedForward` methods.
@NullMarked
package dev.tenure.processor;

import org.jspecify.annotations.NullMarked;
