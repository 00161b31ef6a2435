package dev.tenure.checks.model;

/// What a position says about ownership.
public enum Ownership {
  /// The position owns: the caller a result, the callee an argument.
  OWNED,
  /// The position does not own.
  BORROWED,
  /// A result is the argument that says the same, under another name.
  ALIAS,
  /// Nothing is said: the defaults hold.
  UNSTATED
}
