package dev.tenure.processor.model;

import com.palantir.javapoet.TypeName;

/// What an author's method gives back, by what the wrapper does with it.
public sealed interface Result {

  /// Returns the declared type.
  ///
  /// @return the type, with the annotations on it
  TypeName type();

  /// Nothing.
  ///
  /// @param type `void`
  record Nothing(TypeName type) implements Result {}

  /// A value without a lifetime, handed on as it is.
  ///
  /// @param type the declared type
  record Value(TypeName type) implements Result {}

  /// A pooled tensor of the scope, which is promoted.
  ///
  /// @param type the declared type
  /// @param nullable whether it may be null, which is handed on
  record Promoted(TypeName type, boolean nullable) implements Result {}

  /// A pooled tensor that the author declares to be the caller's already, handed on as it is.
  ///
  /// @param type the declared type
  record Owned(TypeName type) implements Result {}

  /// A tensor that belongs to somebody else, or a scope: nothing that can be handed to the caller.
  ///
  /// @param type the declared type
  record Lent(TypeName type) implements Result {}

  /// A tensor whose static type is another than the pooled tensor's.
  ///
  /// @param type the declared type
  record OtherTensor(TypeName type) implements Result {}

  /// Something that holds tensors.
  ///
  /// @param type the declared type
  record Several(TypeName type) implements Result {}
}
