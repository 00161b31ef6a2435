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

  /// Something that holds pooled tensors of the scope, each of which is promoted.
  ///
  /// @param type the declared type
  /// @param contents where they are
  record Several(TypeName type, Contents contents) implements Result {}

  /// What the author declares to be the caller's already, handed on as it is.
  ///
  /// @param type the declared type
  /// @param isTensor whether it is one pooled tensor, and not something that holds some
  /// @param nullable whether it may be null
  record Owned(TypeName type, boolean isTensor, boolean nullable) implements Result {}

  /// Pooled, and the author does not say whose.
  ///
  /// @param type the declared type
  record Unstated(TypeName type) implements Result {}

  /// A tensor that belongs to somebody else, or a scope: nothing that can be handed to the caller.
  ///
  /// @param type the declared type
  record Lent(TypeName type) implements Result {}

  /// A tensor whose static type is another than the pooled tensor's, or something that holds one.
  ///
  /// @param type the declared type
  /// @param tensor the type of the tensor
  record OtherTensor(TypeName type, TypeName tensor) implements Result {}

  /// Something that holds tensors where a wrapper cannot reach them.
  ///
  /// @param type the declared type
  record OutOfReach(TypeName type) implements Result {}
}
