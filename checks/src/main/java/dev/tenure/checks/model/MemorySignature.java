package dev.tenure.checks.model;

import com.google.errorprone.util.ASTHelpers;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Types;
import dev.tenure.checks.model.library.LibraryModels;
import dev.tenure.checks.model.library.MethodModel.Flag;
import dev.tenure.checks.model.library.ParameterModel.Role;
import java.util.ArrayList;
import java.util.List;

/// What annotations say that a method does with the contents of what it is given and returns.
///
/// @param workspace whether its result is valid until the next such call on the same receiver
/// @param scoped whether its result is memory of a scope's own
/// @param uninitialized whether the contents of its result are unspecified
/// @param receiver what it does with its receiver's contents
/// @param parameters what it does with those of each parameter
public record MemorySignature(
    boolean workspace,
    boolean scoped,
    boolean uninitialized,
    Destination receiver,
    List<Destination> parameters) {

  /// Of a method whose annotations say nothing.
  static final MemorySignature PLAIN =
      new MemorySignature(false, false, false, Destination.NONE, List.of());

  /// What a method does with the contents of one position.
  ///
  /// @param access whether it writes them
  /// @param mayAlias whether it may be the same memory as another argument
  public record Destination(Access access, boolean mayAlias) {
    /// Of a position that is no destination.
    static final Destination NONE = new Destination(Access.UNSTATED, false);

    /// What a library model says of a position; nobody knows whether it may be an input as well.
    private static Destination of(Role role) {
      return switch (role) {
        case OVERWRITES -> new Destination(Access.OVERWRITES, true);
        case ACCUMULATES -> new Destination(Access.ACCUMULATES, true);
        default -> NONE;
      };
    }
  }

  /// How contents are written.
  public enum Access {
    /// All of them, without reading any.
    OVERWRITES,
    /// By adding to them.
    ACCUMULATES,
    /// No annotation says that they are written.
    UNSTATED
  }

  /// Copies what is given.
  public MemorySignature {
    parameters = List.copyOf(parameters);
  }

  /// Whether nothing is said of contents or their validity.
  ///
  /// @return whether a call changes nothing that matters
  public boolean isPlain() {
    return !workspace && !scoped && !uninitialized && !hasDestination();
  }

  /// Whether a position of it is written.
  ///
  /// @return whether it has a destination
  public boolean hasDestination() {
    return receiver.access() != Access.UNSTATED || !parameters.isEmpty();
  }

  /// Returns what a method does with an argument.
  ///
  /// @param index which argument, from 0
  /// @return what the parameter's annotations say
  public Destination parameter(int index) {
    return parameters.isEmpty()
        ? Destination.NONE
        : parameters.get(Math.min(index, parameters.size() - 1));
  }

  /// Reads the annotations of a method and, where it has none of a kind, of those it overrides;
  /// last come library models.
  static MemorySignature of(MethodSymbol method, Types types, LibraryModels models) {
    List<MethodSymbol> all = new ArrayList<>(List.of(method));
    if (!method.isStatic() && !method.isConstructor()) {
      all.addAll(ASTHelpers.findSuperMethods(method, types));
    }
    List<Destination> parameters = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      int index = i;
      Destination stated = destination(all.stream().map(each -> parameter(each, index)).toList());
      parameters.add(
          stated.equals(Destination.NONE) ? Destination.of(models.role(method, index)) : stated);
    }
    Destination receiver = destination(all);
    MemorySignature found =
        new MemorySignature(
            any(all, TenureNames.WORKSPACE),
            any(all, TenureNames.SCOPED),
            any(all, TenureNames.UNINITIALIZED) || models.has(method, Flag.UNINITIALIZED),
            receiver.equals(Destination.NONE) ? ofReceiver(method, models) : receiver,
            parameters.stream().allMatch(Destination.NONE::equals) ? List.of() : parameters);
    return found.isPlain() ? PLAIN : found;
  }

  private static Destination ofReceiver(MethodSymbol method, LibraryModels models) {
    if (models.has(method, Flag.OVERWRITES)) {
      return Destination.of(Role.OVERWRITES);
    }
    return models.has(method, Flag.ACCUMULATES)
        ? Destination.of(Role.ACCUMULATES)
        : Destination.NONE;
  }

  private static VarSymbol parameter(MethodSymbol method, int index) {
    return method.getParameters().get(index);
  }

  private static Destination destination(List<? extends Symbol> positions) {
    boolean overwrites = any(positions, TenureNames.OVERWRITES);
    boolean accumulates = any(positions, TenureNames.ACCUMULATES);
    if (!overwrites && !accumulates) {
      return Destination.NONE;
    }
    return new Destination(
        overwrites ? Access.OVERWRITES : Access.ACCUMULATES, any(positions, TenureNames.MAY_ALIAS));
  }

  private static boolean any(List<? extends Symbol> symbols, String annotation) {
    return symbols.stream()
        .anyMatch(symbol -> AnnotationVocabulary.find(symbol, annotation).isPresent());
  }
}
