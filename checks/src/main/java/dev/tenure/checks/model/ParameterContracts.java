package dev.tenure.checks.model;

import com.sun.tools.javac.code.Attribute;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import dev.tenure.checks.model.library.LibraryModels;
import dev.tenure.checks.model.library.ParameterModel;
import dev.tenure.checks.symbol.Overridden;
import java.util.Optional;

/// What a call does with its arguments, by its signature; [Contracts] says what each question
/// means.
final class ParameterContracts {
  private final Types types;
  private final LibraryModels models;
  private final ResourceTypes resources;
  private final ResultContracts results;
  private final VisibleBodies bodies;

  ParameterContracts(
      Types types,
      LibraryModels models,
      ResourceTypes resources,
      ResultContracts results,
      VisibleBodies bodies) {
    this.types = types;
    this.models = models;
    this.resources = resources;
    this.results = results;
    this.bodies = bodies;
  }

  ParameterContract of(MethodSymbol method, int index) {
    if (method.getParameters().isEmpty()) {
      return ParameterContract.UNKNOWN;
    }
    int position = Math.min(index, method.getParameters().size() - 1);
    if (ensuresClosed(method, position)) {
      return ParameterContract.CLOSES;
    }
    return switch (statedParameter(method, position)) {
      case OWNED -> ParameterContract.TAKES;
      case BORROWED -> ParameterContract.BORROWS;
      case ALIAS -> ParameterContract.TAKES;
      case UNSTATED -> unannotatedParameter(method, position);
    };
  }

  private ParameterContract unannotatedParameter(MethodSymbol method, int position) {
    return switch (models.role(method, position)) {
      case TAKES, RETURNS -> ParameterContract.TAKES;
      case CLOSES -> ParameterContract.CLOSES;
      case BORROWS, OVERWRITES, ACCUMULATES -> ParameterContract.BORROWS;
      case UNSTATED -> defaultParameter(method, method.getParameters().get(position));
    };
  }

  boolean takesForGood(MethodSymbol method, int index) {
    int position = Math.min(index, method.getParameters().size() - 1);
    return position >= 0
        && !method.isConstructor()
        && resources.pooling(method.owner.type).isEmpty()
        && AnnotationVocabulary.of(method) == Ownership.UNSTATED
        && AnnotationVocabulary.find(method.getParameters().get(position), TenureNames.POOLED)
            .isPresent();
  }

  boolean isStated(MethodSymbol method, int index) {
    int position = Math.min(index, method.getParameters().size() - 1);
    return position >= 0
        && (statedParameter(method, position) != Ownership.UNSTATED
            || models.role(method, position) != ParameterModel.Role.UNSTATED);
  }

  private Ownership statedParameter(MethodSymbol method, int position) {
    Ownership annotated = annotatedParameter(method, position);
    return annotated == Ownership.UNSTATED && isCanonical(method) ? Ownership.OWNED : annotated;
  }

  private Ownership annotatedParameter(MethodSymbol method, int position) {
    Ownership own = AnnotationVocabulary.of(method.getParameters().get(position));
    if (own != Ownership.UNSTATED) {
      return own;
    }
    for (MethodSymbol candidate : Overridden.candidates(method, types)) {
      Ownership inherited = AnnotationVocabulary.of(candidate.getParameters().get(position));
      if (inherited != Ownership.UNSTATED && Overridden.isOverridden(candidate, method, types)) {
        return inherited;
      }
    }
    return Ownership.UNSTATED;
  }

  /// Whether a constructor puts what it is given into the components of its record, and does no
  /// more with it.
  boolean isKeptByRecord(MethodSymbol constructor) {
    return isCanonical(constructor) && bodies.of(constructor).mayEnd().isEmpty();
  }

  /// A record keeps what its canonical constructor is given, also where no source says so.
  private static boolean isCanonical(MethodSymbol method) {
    return method.isConstructor() && (method.flags() & Flags.RECORD) != 0;
  }

  static boolean ensuresClosed(MethodSymbol method, int position) {
    Optional<Attribute.Compound> ensures =
        AnnotationVocabulary.findPeer(method, "EnsuresCalledMethods");
    return ensures.isPresent() && ensures.get().toString().contains("\"#" + (position + 1) + "\"");
  }

  private ParameterContract defaultParameter(MethodSymbol method, Symbol.VarSymbol parameter) {
    String name = method.getSimpleName().toString();
    if (method.isConstructor()) {
      return ParameterContract.TAKES;
    }
    if (CallNames.closesArgument(name) || mayEndByBody(method, parameter)) {
      return ParameterContract.UNKNOWN;
    }
    if (isKeptByType(method, parameter.type) || CallNames.keepsArgument(name)) {
      return ParameterContract.UNKNOWN;
    }
    if (results.of(method) instanceof ResultContract.Wrapper) {
      return ParameterContract.TAKES;
    }
    return mayWrap(method, parameter.type) ? ParameterContract.UNKNOWN : ParameterContract.BORROWS;
  }

  /// Whether a method that is part of the compilation looks as if it closes an argument of which no
  /// contract says that it must not.
  private boolean mayEndByBody(MethodSymbol method, Symbol.VarSymbol parameter) {
    return !resources.isDeclared(parameter.type)
        && bodies.of(method).mayEnd().contains(parameter.getSimpleName().toString());
  }

  /// Whether what a method returns may close an argument that belongs to no declared contract.
  private boolean mayWrap(MethodSymbol method, Type parameter) {
    return !resources.isDeclared(parameter)
        && !resources.isDeclared(method.getReturnType())
        && resources.isClosable(method.getReturnType())
        && resources.isClosable(parameter);
  }

  /// A parameter whose type is a variable belongs to something generic: a container of its class's
  /// variable, or whatever a generic method builds from it.
  private boolean isKeptByType(MethodSymbol method, Type type) {
    Type element = type.hasTag(TypeTag.ARRAY) ? types.elemtype(type) : type;
    if (!element.hasTag(TypeTag.TYPEVAR)) {
      return false;
    }
    return !element.tsym.owner.equals(method)
        || method.getReturnType().containsAny(com.sun.tools.javac.util.List.of(element));
  }

  boolean isLent(MethodSymbol method, int index) {
    if (index >= method.getParameters().size() || ensuresClosed(method, index)) {
      return false;
    }
    Ownership stated = statedParameter(method, index);
    Type type = method.getParameters().get(index).type;
    return stated != Ownership.OWNED
        && stated != Ownership.ALIAS
        && (resources.isDeclared(type)
            || (stated == Ownership.BORROWED && resources.holdsDeclared(type)));
  }

  boolean isStatedOwning(MethodSymbol method, int index) {
    int position = Math.min(index, method.getParameters().size() - 1);
    return position >= 0 && annotatedParameter(method, position) == Ownership.OWNED;
  }

  boolean isScoped(MethodSymbol method, int index) {
    int position = Math.min(index, method.getParameters().size() - 1);
    return position >= 0
        && AnnotationVocabulary.find(method.getParameters().get(position), TenureNames.SCOPED)
            .isPresent();
  }
}
