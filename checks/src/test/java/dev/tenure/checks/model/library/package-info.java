/// Tests.
@NullMarked
package dev.tenure.checks.model.library;

import org.jspecify.annotations.NullMarked;
