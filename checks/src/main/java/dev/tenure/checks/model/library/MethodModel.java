package dev.tenure.checks.model.library;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/// What a model says of the methods of a name, or of the one with a certain signature.
///
/// @param name the method's name; `new` for a constructor
/// @param result what is returned
/// @param anyArguments whether overloads with all parameters are meant; then `parameters` has one
///   element, which stands for each
/// @param parameters the parameters, in order
/// @param flags what else is said
public record MethodModel(
    String name,
    ResultModel result,
    boolean anyArguments,
    List<ParameterModel> parameters,
    Set<Flag> flags) {
  /// The name of constructors in model files.
  static final String CONSTRUCTOR = "new";

  /// What a model says of a whole method. The word in a model file is the name in lower case, with
  /// hyphens.
  public enum Flag {
    /// It is taken not to throw.
    NO_THROW,
    /// It hands its receiver to somebody who closes it.
    MOVES,
    /// It makes its caller the receiver's owner.
    DETACHES,
    /// Its result is of no use after the end of the receiver, or of the arguments that it borrows
    /// where it has no receiver.
    INSIDE,
    /// As [#INSIDE], and its result has to be closed before that, too.
    CLOSED_FIRST,
    /// The contents of what it returns are unspecified.
    UNINITIALIZED,
    /// It writes all of its receiver's contents without reading them.
    OVERWRITES,
    /// It reads its receiver's contents and adds to them.
    ACCUMULATES
  }

  private static final Set<Flag> OF_MEMORY =
      Set.of(Flag.UNINITIALIZED, Flag.OVERWRITES, Flag.ACCUMULATES);

  /// Copies the collections.
  public MethodModel {
    parameters = List.copyOf(parameters);
    flags = Set.copyOf(flags);
  }

  /// Returns whether it says what the method does with contents.
  boolean speaksOfMemory() {
    if (!Collections.disjoint(flags, OF_MEMORY)) {
      return true;
    }
    for (ParameterModel parameter : parameters) {
      if (parameter.isDestination()) {
        return true;
      }
    }
    return false;
  }

  /// Returns what becomes of an argument.
  ///
  /// @param index which parameter, from 0
  /// @return its role
  public ParameterModel.Role role(int index) {
    int position = anyArguments ? 0 : Math.min(index, parameters.size() - 1);
    return position < 0 || parameters.isEmpty()
        ? ParameterModel.Role.UNSTATED
        : parameters.get(position).role();
  }
}
