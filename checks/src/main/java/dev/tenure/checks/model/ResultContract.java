package dev.tenure.checks.model;

import java.util.List;

/// What a call's signature promises about what it returns.
public sealed interface ResultContract {
  /// The caller owns it.
  record Owned() implements ResultContract {}

  /// It is the receiver.
  record Receiver() implements ResultContract {}

  /// It is one of the arguments.
  ///
  /// @param index which one, from 0
  record Argument(int index) implements ResultContract {}

  /// It wraps its arguments: owned if one of them was, and otherwise nothing to care for.
  record Wrapper() implements ResultContract {}

  /// It is borrowed, and ends with what it was borrowed from.
  ///
  /// @param from the arguments that it was borrowed from, from 0, and [#RECEIVER_INDEX] for the
  ///   receiver; empty if that is nothing that the call mentions
  record Lent(List<Integer> from) implements ResultContract {
    /// Stands for the receiver.
    public static final int RECEIVER_INDEX = -1;

    /// Copies what is given.
    public Lent {
      from = List.copyOf(from);
    }
  }

  /// It shows what its receiver holds, as a library model says: it is of no use after the
  /// receiver's end, and whoever closes it does no harm.
  record View() implements ResultContract {}

  /// A scope ends it, as a library model says, and whoever has it may move it elsewhere.
  ///
  /// @param ofReceiver whether its receiver is the scope, rather than something else that belongs
  ///   to the same one
  record Member(boolean ofReceiver) implements ResultContract {}

  /// Nothing that the caller would have to close, or nothing that can be followed.
  record Nothing() implements ResultContract {}

  /// The caller owns the result.
  ResultContract OWNED = new Owned();

  /// The result is the receiver.
  ResultContract RECEIVER = new Receiver();

  /// The result shows what the receiver holds.
  ResultContract VIEW = new View();

  /// The result wraps the arguments.
  ResultContract WRAPPER = new Wrapper();

  /// Nothing to follow.
  ResultContract NOTHING = new Nothing();
}
