package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;

/// How an obligation ended on the path that dropped it.
public sealed interface Ending {
  /// The body came to its end with the resource open.
  record LeftOpen() implements Ending {}

  /// Something threw out of the body with the resource open.
  record Thrown() implements Ending {}

  /// The last variable that held it was assigned something else.
  ///
  /// @param at the assignment
  record Overwritten(Tree at) implements Ending {}

  /// The last variable that held it began its scope again, in the next round of a loop.
  ///
  /// @param at the variable's declaration
  record NextRound(Tree at) implements Ending {}

  /// A collection forgot it.
  ///
  /// @param at the call
  record Cleared(Tree at) implements Ending {}

  /// No variable ever held it.
  record Discarded() implements Ending {}

  /// It was put in a collection, array or record, which met an end of its own.
  ///
  /// @param container where that was made
  /// @param ending what became of the container
  record InContainer(Tree container, Ending ending) implements Ending {}
}
