package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;

/// A turn that a path takes.
public sealed interface Step {
  /// Where in the source.
  ///
  /// @return the tree that the path turns at
  Tree tree();

  /// A resource was acquired.
  ///
  /// @param tree the call or creation
  record Acquired(Tree tree) implements Step {}

  /// A condition came out one way.
  ///
  /// @param tree the condition, or the `case`
  /// @param outcome which way
  record Branched(Tree tree, boolean outcome) implements Step {}

  /// Something threw, and the exception was caught.
  ///
  /// @param tree the call, creation or `throw`
  /// @param byCloser whether it was a closing call that declares what it throws
  record Threw(Tree tree, boolean byCloser) implements Step {}

  /// A `return` with a value was reached.
  ///
  /// @param tree the statement
  record Returned(Tree tree) implements Step {}

  /// A resource ended.
  ///
  /// @param tree the closing or taking call, or the try statement
  /// @param how by what
  record Ended(Tree tree, End how) implements Step {}

  /// What ends a resource.
  enum End {
    /// A call that closes it.
    CLOSE,
    /// A call that takes it over, so that it may be closed at any time.
    HAND_OVER,
    /// The end of a try-with-resources.
    TRY
  }
}
