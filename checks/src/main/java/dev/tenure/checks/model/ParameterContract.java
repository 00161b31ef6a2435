package dev.tenure.checks.model;

/// What a call's signature promises about an argument.
public enum ParameterContract {
  /// The callee closes it.
  CLOSES,
  /// The callee takes it over.
  TAKES,
  /// The callee may keep it, or may not: nobody can tell from here.
  UNKNOWN,
  /// The callee only uses it.
  BORROWS
}
