package dev.tenure.checks.model.library;

import java.util.List;
import java.util.Set;

/// What a model says of a type.
///
/// @param name the canonical name, as in source code
/// @param kind what its instances are
/// @param closers the methods that end an instance
/// @param counted whether instances count their references, so that one close need not be the end
/// @param methods what its methods do, in the order of the file
public record TypeModel(
    String name, Kind kind, Set<String> closers, boolean counted, List<MethodModel> methods) {
  /// What instances of a type are. The word in a model file is the name in lower case.
  public enum Kind {
    /// Resources; what a method returns is its caller's to close.
    POOLED,
    /// Resources that belong to a scope, unless a method is modelled or annotated as owned.
    SCOPED,
    /// Nothing to care for, although they can be closed.
    HARMLESS,
    /// The model speaks of the methods only.
    PLAIN
  }

  /// Copies the collections.
  public TypeModel {
    closers = Set.copyOf(closers);
    methods = List.copyOf(methods);
  }
}
