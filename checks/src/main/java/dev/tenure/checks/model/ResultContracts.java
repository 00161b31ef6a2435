package dev.tenure.checks.model;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import dev.tenure.checks.model.library.LibraryModels;
import dev.tenure.checks.model.library.MethodModel;
import dev.tenure.checks.model.library.ParameterModel;
import dev.tenure.checks.model.library.ResultModel;
import dev.tenure.checks.symbol.Overridden;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who owns what a call returns, by its signature; [Contracts] says what each question means.
final class ResultContracts {
  private final Types types;
  private final Symtab symbols;
  private final LibraryModels models;
  private final ResourceTypes resources;
  private final VisibleBodies bodies;
  private final Map<MethodSymbol, ResultContract> results = new HashMap<>();
  private final Map<MethodSymbol, Ownership> stated = new HashMap<>();

  ResultContracts(
      Types types,
      Symtab symbols,
      LibraryModels models,
      ResourceTypes resources,
      VisibleBodies bodies) {
    this.types = types;
    this.symbols = symbols;
    this.models = models;
    this.resources = resources;
    this.bodies = bodies;
  }

  ResultContract of(MethodSymbol method) {
    ResultContract known = results.get(method);
    if (known == null) {
      known = find(method);
      results.put(method, known);
    }
    return known;
  }

  private ResultContract find(MethodSymbol method) {
    if (!method.isConstructor() && !mayBeResource(method.getReturnType())) {
      return ResultContract.NOTHING;
    }
    Optional<ResultContract> modelled = modelled(method);
    if (modelled.isPresent()) {
      return modelled.get();
    }
    return method.isConstructor() ? created(method) : returned(method);
  }

  /// Most calls return something that cannot be closed by anybody, and end here.
  private boolean mayBeResource(Type type) {
    return type.isReference() && !type.tsym.equals(symbols.stringType.tsym);
  }

  /// What a library model says of a result; annotations go before it.
  private Optional<ResultContract> modelled(MethodSymbol method) {
    if (stated(method) != Ownership.UNSTATED) {
      return Optional.empty();
    }
    for (int i = 0; i < method.getParameters().size(); i++) {
      if (models.role(method, i) == ParameterModel.Role.RETURNS) {
        return Optional.of(new ResultContract.Argument(i));
      }
    }
    return switch (models.result(method)) {
      case OWNED -> Optional.of(ownedIfPooled(method));
      case OPENED -> Optional.of(ResultContract.OWNED);
      case BORROWED -> Optional.of(ResultContract.NOTHING);
      case SCOPED -> Optional.of(scoped(method));
      case VIEW -> Optional.of(view(method));
      case RECEIVER -> Optional.of(ResultContract.RECEIVER);
      case WRAPPER -> Optional.of(ResultContract.WRAPPER);
      case UNSTATED -> Optional.empty();
    };
  }

  /// What shares counted references may have been given one of its own.
  private ResultContract view(MethodSymbol method) {
    return method.isStatic()
            || models.isCounted(method.owner.type)
            || models.isCounted(method.getReturnType())
        ? ResultContract.NOTHING
        : ResultContract.VIEW;
  }

  /// What a scope is asked for by a method that a model speaks of belongs to it; what comes from
  /// something scoped, to the scope of that.
  private ResultContract scoped(MethodSymbol method) {
    if (method.isStatic() || method.isConstructor()) {
      return ResultContract.NOTHING;
    }
    if (models.isScoped(method.owner.type)) {
      return new ResultContract.Member(false);
    }
    return models.method(method).filter(model -> model.result() == ResultModel.SCOPED).isPresent()
        ? new ResultContract.Member(true)
        : ResultContract.NOTHING;
  }

  private ResultContract ownedIfPooled(MethodSymbol method) {
    Type type = method.isConstructor() ? method.owner.type : method.getReturnType();
    return resources.pooling(type).isPresent() || type.hasTag(TypeTag.TYPEVAR)
        ? ResultContract.OWNED
        : ResultContract.NOTHING;
  }

  private ResultContract created(MethodSymbol constructor) {
    Optional<Pooling> pooling = resources.pooling(constructor.owner.type);
    Ownership stated = AnnotationVocabulary.of(constructor);
    if (pooling.isEmpty() || stated == Ownership.BORROWED) {
      return ResultContract.NOTHING;
    }
    if (stated == Ownership.ALIAS) {
      return ResultContract.WRAPPER;
    }
    boolean wraps = !pooling.get().declared() && hasClosableParameter(constructor);
    return wraps ? ResultContract.WRAPPER : ResultContract.OWNED;
  }

  private ResultContract returned(MethodSymbol method) {
    return switch (stated(method)) {
      case OWNED -> ResultContract.OWNED;
      case BORROWED -> Lending.of(method, types);
      case ALIAS -> alias(method);
      case UNSTATED -> defaultResult(method);
    };
  }

  boolean givesOwned(MethodSymbol method) {
    return resources.isDeclared(method.getReturnType())
        && (stated(method) == Ownership.UNSTATED || stated(method) == Ownership.OWNED)
        && AnnotationVocabulary.find(method, TenureNames.SCOPED_FORWARD).isEmpty()
        && AnnotationVocabulary.find(method.owner, TenureNames.SCOPED_FORWARD).isEmpty();
  }

  boolean statesResult(MethodSymbol method) {
    return stated(method) != Ownership.UNSTATED || modelStates(method);
  }

  private boolean modelStates(MethodSymbol method) {
    Optional<MethodModel> model = models.method(method);
    return model.isPresent() && model.get().result() != ResultModel.UNSTATED;
  }

  /// What a method or, if it is silent, one that it overrides says about its result.
  private Ownership stated(MethodSymbol method) {
    Ownership known = stated.get(method);
    if (known == null) {
      known = findStated(method);
      stated.put(method, known);
    }
    return known;
  }

  private Ownership findStated(MethodSymbol method) {
    Ownership own = AnnotationVocabulary.of(method);
    if (own == Ownership.OWNED && RecordAccessors.showsComponent(method)) {
      return Ownership.UNSTATED; // the word is the component's: the record owns, not the caller
    }
    if (own != Ownership.UNSTATED) {
      return own;
    }
    for (MethodSymbol candidate : Overridden.candidates(method, types)) {
      Ownership inherited = AnnotationVocabulary.of(candidate);
      if (inherited != Ownership.UNSTATED && Overridden.isOverridden(candidate, method, types)) {
        return inherited;
      }
    }
    return Ownership.UNSTATED;
  }

  private static ResultContract alias(MethodSymbol method) {
    List<Symbol.VarSymbol> parameters = method.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      if (AnnotationVocabulary.of(parameters.get(i)) == Ownership.ALIAS) {
        return new ResultContract.Argument(i);
      }
    }
    return ResultContract.RECEIVER;
  }

  private ResultContract defaultResult(MethodSymbol method) {
    Type type = method.getReturnType();
    if (type.hasTag(TypeTag.TYPEVAR)) {
      return passedThrough(method, type);
    }
    Optional<Pooling> pooling = resources.pooling(type);
    if (pooling.isEmpty()) {
      return ResultContract.NOTHING;
    }
    return switch (bodies.of(method).returns()) {
      case RECEIVER -> ResultContract.RECEIVER;
      case FIELD -> ResultContract.NOTHING;
      case OTHER -> byDefault(method, pooling.get(), true);
      case UNSEEN -> byDefault(method, pooling.get(), false);
    };
  }

  private ResultContract byDefault(MethodSymbol method, Pooling pooling, boolean bodySeen) {
    String name = method.getSimpleName().toString();
    if ((!bodySeen && isGetter(name, method, pooling))
        || (!pooling.declared() && isProperty(name, method, bodySeen))) {
      return ResultContract.NOTHING;
    }
    boolean onResource = !method.isStatic() && resources.pooling(method.owner.type).isPresent();
    if (onResource && !bodySeen && mayReturnReceiver(method) && !CallNames.creates(name)) {
      return ResultContract.RECEIVER;
    }
    if (pooling.declared()) {
      return ResultContract.OWNED;
    }
    if (onResource || CallNames.isView(name)) {
      return ResultContract.NOTHING;
    }
    return hasClosableParameter(method) ? ResultContract.WRAPPER : ResultContract.OWNED;
  }

  private static boolean isGetter(String name, MethodSymbol method, Pooling pooling) {
    boolean reads = CallNames.isGetter(name) || (name.equals("get") && !pooling.declared());
    return reads && (method.getParameters().isEmpty() || !pooling.declared());
  }

  /// An instance method without parameters whose name does not say that it makes something shows
  /// what its object has.
  private static boolean isProperty(String name, MethodSymbol method, boolean bodySeen) {
    return !method.isStatic()
        && method.getParameters().isEmpty()
        && (CallNames.isGetter(name) || (!bodySeen && !CallNames.creates(name)));
  }

  private boolean mayReturnReceiver(MethodSymbol method) {
    return types.isSubtype(types.erasure(method.owner.type), types.erasure(method.getReturnType()));
  }

  /// A static generic method that returns the type of exactly one parameter hands that one through,
  /// like `Objects.requireNonNull`.
  private static ResultContract passedThrough(MethodSymbol method, Type variable) {
    int found = -1;
    List<Symbol.VarSymbol> parameters = method.getParameters();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).type.tsym.equals(variable.tsym)) {
        if (found >= 0) {
          return ResultContract.NOTHING;
        }
        found = i;
      }
    }
    return method.isStatic() && variable.tsym.owner.equals(method) && found >= 0
        ? new ResultContract.Argument(found)
        : ResultContract.NOTHING;
  }

  private boolean hasClosableParameter(MethodSymbol method) {
    for (Symbol parameter : method.getParameters()) {
      if (resources.isClosable(parameter.type) || holdsClosables(parameter.type)) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsClosables(Type type) {
    return type.hasTag(TypeTag.ARRAY)
        ? resources.isClosable(types.elemtype(type))
        : resources.isContainer(type)
            && type.getTypeArguments().stream()
                .anyMatch(argument -> resources.isClosable(types.wildUpperBound(argument)));
  }
}
