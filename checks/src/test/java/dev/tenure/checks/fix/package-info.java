/// Tests.
@NullMarked
package dev.tenure.checks.fix;

import org.jspecify.annotations.NullMarked;
