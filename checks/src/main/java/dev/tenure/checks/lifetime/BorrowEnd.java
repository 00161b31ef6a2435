package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;

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
}
