package dev.tenure.processor.write;

import java.util.Set;

/// Names of what a generated method declares itself, beside the author's parameters.
final class LocalNames {
  private final Set<String> taken;

  LocalNames(Set<String> taken) {
    this.taken = Set.copyOf(taken);
  }

  /// Returns a name that is not taken, the one that is asked for if possible.
  String unused(String name) {
    return taken.contains(name) ? unused(name + "_") : name;
  }

  /// Returns how a field is named where the parameters are in sight.
  String field(String name) {
    return taken.contains(name) ? "this." + name : name;
  }
}
