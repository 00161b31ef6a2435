package dev.tenure.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;

/// Where the pooled tensors of a value are.
public sealed interface Contents {
  /// Tells whether the value may be null.
  ///
  /// @return whether its declaration says so
  boolean nullable();

  /// The value is a pooled tensor.
  ///
  /// @param nullable whether it may be null
  record One(boolean nullable) implements Contents {}

  /// The value is an array or a collection.
  ///
  /// @param element the type of its elements
  /// @param each what each element holds
  /// @param nullable whether it may be null
  record Elements(TypeName element, Contents each, boolean nullable) implements Contents {}

  /// The value is a map whose values hold tensors.
  ///
  /// @param value the type of its values
  /// @param each what each value holds
  /// @param nullable whether it may be null
  record Values(TypeName value, Contents each, boolean nullable) implements Contents {}

  /// The value is an optional.
  ///
  /// @param present what it holds if it is not empty
  /// @param nullable whether it may be null
  record Maybe(Contents present, boolean nullable) implements Contents {}

  /// The value is a record.
  ///
  /// @param components those of its components that hold tensors
  /// @param nullable whether it may be null
  record Components(List<Component> components, boolean nullable) implements Contents {
    /// Copies the list.
    public Components {
      components = List.copyOf(components);
    }
  }

  /// A component of a record.
  ///
  /// @param accessor its name
  /// @param contents what it holds
  record Component(String accessor, Contents contents) {}

  /// The value is of a sealed type.
  ///
  /// @param cases those of its subtypes that hold tensors
  /// @param nullable whether it may be null
  record Cases(List<Case> cases, boolean nullable) implements Contents {
    /// Copies the list.
    public Cases {
      cases = List.copyOf(cases);
    }
  }

  /// A subtype of a sealed type.
  ///
  /// @param type its name
  /// @param contents what it holds
  record Case(TypeName type, Contents contents) {}
}
