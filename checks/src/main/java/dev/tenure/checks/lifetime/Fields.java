package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Kinds;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.Ownership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who owns what the fields of a compilation unit hold: by annotation, or by what the unit does
/// with a field that nobody else can reach.
final class Fields {
  private final Contracts contracts;
  private final CompilationUnitTree unit;
  private final Map<VarSymbol, Owner> owners = new HashMap<>();
  private final Map<VarSymbol, Boolean> matters = new HashMap<>();
  private final IdentityHashMap<VarSymbol, Site> sites = new IdentityHashMap<>();
  private @Nullable FieldUses uses;

  /// Who owns what a field holds.
  enum Owner {
    /// The object, by annotation.
    DECLARED,
    /// The object, since its class closes what the private field holds.
    INFERRED,
    /// Somebody else: the field is annotated so, or private and its class never closes it.
    BORROWED,
    /// Nobody can tell from here.
    UNKNOWN;

    boolean isObject() {
      return this == DECLARED || this == INFERRED;
    }
  }

  Fields(Contracts contracts, CompilationUnitTree unit) {
    this.contracts = contracts;
    this.unit = unit;
  }

  Owner owner(VarSymbol field) {
    Owner known = owners.get(field);
    if (known == null) {
      known = find(field);
      owners.put(field, known);
    }
    return known;
  }

  /// Whether a method does more to what a field holds than to read or assign it.
  boolean ends(MethodSymbol method, VarSymbol field) {
    return uses().ended(method).contains(field);
  }

  /// Whether some method assigns a field.
  boolean isReassigned(VarSymbol field) {
    return uses().isReassigned(field);
  }

  /// Whether annotations say that a field does not own.
  boolean isAnnotatedAsBorrowed(VarSymbol field) {
    return contracts.field(field) == Ownership.BORROWED;
  }

  /// The place that stands for what a field holds when a method begins.
  Site site(VarSymbol field) {
    Site known = sites.get(field);
    if (known == null) {
      boolean container = contracts.holdsResources(field.type);
      known = Site.given(uses().declaration(field), Site.Kind.FIELD, container);
      sites.put(field, known);
    }
    return known;
  }

  /// The fields that a method may end or assign, itself or through others of the unit.
  Set<VarSymbol> touched(MethodSymbol method) {
    return uses().touched(method);
  }

  /// Whether [#mayEnd] could be true of a method that mentions a field. It is asked of all fields
  /// that bodies mention, and does not look at what the unit does with them.
  boolean mayMatter(VarSymbol field) {
    Boolean known = matters.get(field);
    if (known == null) {
      known = findWhetherItMatters(field);
      matters.put(field, known);
    }
    return known;
  }

  private boolean findWhetherItMatters(VarSymbol field) {
    return switch (contracts.field(field)) {
      case OWNED, ALIAS -> mayHold(field);
      case BORROWED -> false;
      case UNSTATED ->
          isReachedFromHereOnly(field)
              && (contracts.isDeclared(field.type) || contracts.holdsDeclared(field.type));
    };
  }

  /// Whether a method may end or assign a field that owns, where that may be a fault.
  boolean mayEnd(@Nullable MethodSymbol method) {
    if (method == null) {
      return false;
    }
    for (VarSymbol field : uses().touchedDirectly(method)) {
      if (owner(field).isObject() && isCertain(field)) {
        return true;
      }
    }
    return false;
  }

  /// Whether it is a fault to assign a field that owns: one whose type's author knows no contract
  /// may be assigned by a method that is called once.
  boolean isCertain(VarSymbol field) {
    return owner(field) == Owner.DECLARED
        || contracts.isDeclared(field.type)
        || contracts.holdsDeclared(field.type);
  }

  /// The owning fields of a class.
  List<VarSymbol> owning(ClassSymbol type) {
    List<VarSymbol> found = new ArrayList<>();
    for (Symbol member : type.members().getSymbols()) {
      if (member instanceof VarSymbol field
          && !field.isStatic()
          && owner(field).isObject()
          && isDeclaredHere(field)) {
        found.addFirst(field);
      }
    }
    return found;
  }

  /// Whether the source of a field is part of the unit, so that a method's effect on it shows.
  boolean isDeclaredHere(VarSymbol field) {
    return uses().isDeclared(field);
  }

  private Owner find(VarSymbol field) {
    if (field.owner.kind != Kinds.Kind.TYP || !field.type.isReference() || !mayHold(field)) {
      return Owner.UNKNOWN;
    }
    return switch (contracts.field(field)) {
      case OWNED, ALIAS -> Owner.DECLARED;
      case BORROWED -> Owner.BORROWED;
      case UNSTATED -> byUse(field);
    };
  }

  private boolean mayHold(VarSymbol field) {
    return contracts.mayHoldResource(field.type) || contracts.field(field) != Ownership.UNSTATED;
  }

  private Owner byUse(VarSymbol field) {
    if (field.isStatic() || !isReachedFromHereOnly(field) || !isDeclaredHere(field)) {
      return Owner.UNKNOWN;
    }
    return switch (uses().of(field)) {
      case CLOSED -> Owner.INFERRED;
      case ELSEWHERE -> Owner.UNKNOWN;
      case ONLY_READ -> isComponent(field) ? Owner.UNKNOWN : Owner.BORROWED;
    };
  }

  /// A record shows its components to everybody.
  private static boolean isComponent(VarSymbol field) {
    return (field.owner.flags() & Flags.RECORD) != 0;
  }

  private static boolean isReachedFromHereOnly(VarSymbol field) {
    return (field.flags() & Flags.PRIVATE) != 0 || Effects.isInPrivateType(field);
  }

  private FieldUses uses() {
    if (uses == null) {
      uses = FieldUses.of(unit, contracts);
    }
    return uses;
  }

  /// The field that an expression names, if it is one of the object that the code runs on.
  static @Nullable VarSymbol named(Tree tree) {
    return asField(ASTHelpers.getSymbol(tree));
  }

  /// The field that a symbol is, if it is one.
  static @Nullable VarSymbol asField(@Nullable Symbol symbol) {
    return symbol instanceof VarSymbol field
            && field.owner != null
            && field.owner.kind == Kinds.Kind.TYP
            && !field.name.equals(field.name.table.names._this)
            && !field.name.equals(field.name.table.names._super)
        ? field
        : null;
  }
}
