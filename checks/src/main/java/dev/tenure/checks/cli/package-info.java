/// The compiler behind the `check` command: it compiles in memory and reports what the checks
/// found.
@NullMarked
package dev.tenure.checks.cli;

import org.jspecify.annotations.NullMarked;
