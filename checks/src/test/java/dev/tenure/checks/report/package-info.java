/// Tests.
@NullMarked
package dev.tenure.checks.report;

import org.jspecify.annotations.NullMarked;
