package dev.tenure.checks.allocation;

import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;

/// What matters in a body, in the order of its source.
sealed interface Event {
  /// Something is allocated.
  record Allocates(Allocation.Direct allocation) implements Event {}

  /// A helper is called, whose body says whether it allocates.
  record Calls(Tree at, MethodSymbol helper) implements Event {}
}
