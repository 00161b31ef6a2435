package dev.tenure.checks.model.library;

/// What a model says of a method's result. The word in a model file is the name in lower case.
public enum ResultModel {
  /// The caller owns it, if its type is pooled.
  OWNED,
  /// The caller owns it, whatever its type is: `Files.lines` returns a stream that holds a file.
  OPENED,
  /// Somebody else owns it.
  BORROWED,
  /// A scope owns it, and closes it with everything else that is the scope's.
  SCOPED,
  /// It shares the receiver's memory, and is of no use after the receiver's end.
  VIEW,
  /// It is the receiver.
  RECEIVER,
  /// It closes what it is given when it is closed.
  WRAPPER,
  /// The model says nothing of it.
  UNSTATED
}
