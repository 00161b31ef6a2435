/// JUnit tests that fail if they leak tensors.
@NullMarked
package dev.tenure.junit;

import org.jspecify.annotations.NullMarked;
