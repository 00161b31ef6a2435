package dev.tenure.engine.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place in a sequence, and where to go on after its end. Immutable; places share their rest.
final class StackNode {
  final List<Element> sequence;
  final int index;
  final @Nullable StackNode rest;
  private final int hash;

  StackNode(List<Element> sequence, int index, @Nullable StackNode rest) {
    this.sequence = sequence;
    this.index = index;
    this.rest = rest;
    this.hash =
        31 * (31 * System.identityHashCode(sequence) + index) + (rest == null ? 0 : rest.hash);
  }

  /// The same sequence, not an equal one: there is one for each alternative.
  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean equals(@Nullable Object other) {
    StackNode left = this;
    Object right = other;
    while (left != right) {
      if (!(right instanceof StackNode node)
          || left == null
          || left.hash != node.hash
          || left.sequence != node.sequence
          || left.index != node.index) {
        return false;
      }
      left = left.rest;
      right = node.rest;
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
