package dev.tenure.checks.allocation;

import com.sun.source.tree.Tree;

/// An allocation on a normal path of a body.
public sealed interface Allocation {
  /// Returns where it is.
  ///
  /// @return an expression of the body, or the variable of a for-each
  Tree at();

  /// An allocation that stands in the body itself, or a call that does not exclude one.
  ///
  /// @param at where it is
  /// @param kind what allocates there
  record Direct(Tree at, Kind kind) implements Allocation {}

  /// A call of a helper whose body allocates, or calls a helper that does.
  ///
  /// @param at the call
  /// @param cause the first allocation that it leads to
  record ByHelper(Tree at, Direct cause) implements Allocation {}

  /// What allocates.
  enum Kind {
    /// A `new`, of a class or of an array, or an array initializer.
    NEW,
    /// A primitive becomes an object.
    BOXING,
    /// A String is put together at run time.
    CONCATENATION,
    /// The arguments of a call are packed into an array.
    VARARGS,
    /// A lambda that captures a variable or its object.
    LAMBDA,
    /// A method reference that holds on to its receiver.
    METHOD_REFERENCE,
    /// A for-each over a collection.
    ITERATOR,
    /// A call of a method that is known to allocate.
    KNOWN_CALL,
    /// A call of project code that does not promise to allocate nothing.
    UNPROMISED_CALL,
    /// The close of a resource, by a method that does not promise to allocate nothing.
    UNPROMISED_CLOSE
  }
}
