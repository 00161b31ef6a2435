package dev.tenure.checks.model.library;

/// One parameter of a modelled method.
///
/// @param role what becomes of the argument
/// @param type the erased type, with or without its package; `*` for any
public record ParameterModel(Role role, String type) {
  /// What a method does with an argument. The word in a model file is the name in lower case.
  public enum Role {
    /// Owns it from now on.
    TAKES,
    /// Uses it, and gives it back.
    BORROWS,
    /// Closes it before it returns.
    CLOSES,
    /// Writes all of its contents without reading them.
    OVERWRITES,
    /// Reads its contents and adds to them.
    ACCUMULATES,
    /// Returns it.
    RETURNS,
    /// The model says nothing of it.
    UNSTATED
  }

  /// Returns whether the method writes the argument's contents.
  boolean isDestination() {
    return role == Role.OVERWRITES || role == Role.ACCUMULATES;
  }
}
