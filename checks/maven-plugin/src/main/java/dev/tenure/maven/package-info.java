/// The Maven plugin: it sets up the lifetime checks in a build, and tells what is wrong with a
/// set-up.
@NullMarked
package dev.tenure.maven;

import org.jspecify.annotations.NullMarked;
