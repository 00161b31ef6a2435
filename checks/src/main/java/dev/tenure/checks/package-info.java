/// The Error Prone checks: one class a check, which says what it reports and in which words.
///
/// What is true of a body is found out in [dev.tenure.checks.lifetime], once for all checks; what
/// types and signatures promise is read in [dev.tenure.checks.model]; what a body allocates is
/// found in [dev.tenure.checks.allocation].
@NullMarked
package dev.tenure.checks;

import org.jspecify.annotations.NullMarked;
