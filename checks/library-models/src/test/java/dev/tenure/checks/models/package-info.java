/// Tests of the built-in models against the libraries that they describe.
@NullMarked
package dev.tenure.checks.models;

import org.jspecify.annotations.NullMarked;
