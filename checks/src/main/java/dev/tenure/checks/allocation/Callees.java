package dev.tenure.checks.allocation;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells what a called method means for its caller.
final class Callees {
  private final Promises promises;
  private final Helpers helpers;
  private final KnownAllocations known;
  private final Types types;

  Callees(Promises promises, Helpers helpers, KnownAllocations known, Types types) {
    this.promises = promises;
    this.helpers = helpers;
    this.known = known;
    this.types = types;
  }

  /// What a call means.
  enum Kind {
    /// It allocates nothing, or nothing is known about it.
    QUIET,
    /// Its body says.
    HELPER,
    /// It is known to allocate.
    KNOWN,
    /// It would have to promise that it allocates nothing, and does not.
    UNPROMISED
  }

  Kind kind(MethodSymbol method, MethodInvocationTree call) {
    if (known.contain(method, call)) {
      return Kind.KNOWN;
    }
    return kind(method);
  }

  /// What a call means by who promises what.
  Kind kind(MethodSymbol method) {
    if (promises.of(method).isPresent() || !promises.isAskedOf(method)) {
      return Kind.QUIET;
    }
    return helpers.contain(method) ? Kind.HELPER : Kind.UNPROMISED;
  }

  /// Whether the iterator that a for-each asks for is one that its type keeps.
  boolean iteratorIsPromised(Type iterable) {
    return member(iterable, "iterator").flatMap(promises::of).isPresent();
  }

  /// Returns the method that the end of a try closes a resource by.
  Optional<MethodSymbol> close(@Nullable Type resource) {
    return resource == null ? Optional.empty() : member(resource, "close");
  }

  private Optional<MethodSymbol> member(Type type, String name) {
    for (Type each : types.closure(type)) {
      for (Symbol member : each.tsym.members().getSymbols()) {
        if (member instanceof MethodSymbol method
            && method.name.contentEquals(name)
            && method.getParameters().isEmpty()) {
          return Optional.of(method);
        }
      }
    }
    return Optional.empty();
  }
}
