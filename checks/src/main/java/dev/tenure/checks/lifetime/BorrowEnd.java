package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The end of something that a body only borrows.
///
/// @param at the closing or taking call, or the assignment
/// @param how what ends it
/// @param lender what it was borrowed by: the declaration of a parameter or field, or a call
public record BorrowEnd(Tree at, How how, Tree lender) {
  /// What ends a borrow.
  public enum How {
    /// It is closed.
    CLOSE,
    /// It is handed to somebody who will close it.
    MOVE
  }

  // Written out, because what the JVM makes for a record is linked anew in each compilation. Trees
  // have no other equality than their identity.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BorrowEnd end
        && at.equals(end.at)
        && how == end.how
        && lender.equals(end.lender);
  }

  @Override
  public int hashCode() {
    return 31 * at.hashCode() + lender.hashCode();
  }
}
