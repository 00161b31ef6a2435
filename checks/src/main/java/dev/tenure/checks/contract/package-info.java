/// What the annotations of a declaration say, held against each other and against what the
/// declaration overrides.
@NullMarked
package dev.tenure.checks.contract;

import org.jspecify.annotations.NullMarked;
