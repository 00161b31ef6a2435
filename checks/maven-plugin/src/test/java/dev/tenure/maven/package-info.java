/// Tests.
@NullMarked
package dev.tenure.maven;

import org.jspecify.annotations.NullMarked;
