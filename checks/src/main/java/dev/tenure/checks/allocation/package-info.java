/// What bodies allocate on the paths that do not end in a throw, by what javac makes of their
/// source.
///
/// A body is looked through once, construct by construct; helpers that only their own file can call
/// are judged by their bodies, everything else by its contract.
@NullMarked
package dev.tenure.checks.allocation;

import org.jspecify.annotations.NullMarked;
