package dev.tenure.checks.model;

import com.google.errorprone.ErrorProneFlags;
import com.google.errorprone.util.ASTHelpers;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Attribute;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.util.Context;
import dev.tenure.checks.model.library.LibraryModels;
import dev.tenure.checks.model.library.ParameterModel;
import dev.tenure.checks.model.library.ResultModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads from signatures who owns what a call is given and returns, defaults included.
///
/// Where a signature is silent and the type's author knows no contract, the answer is the one that
/// makes the checks say less.
///
/// One instance serves one compilation, on its thread.
public final class Contracts {
  private final Types types;
  private final Symtab symbols;
  private final JavacTrees trees;
  private final LibraryModels models;
  private final PooledTypes pooledTypes;
  private final Mentions ofMemory;
  private final Map<MethodSymbol, ResultContract> results = new HashMap<>();
  private final Map<MethodSymbol, VisibleBody> bodies = new HashMap<>();
  private final Map<MethodSymbol, Boolean> ending = new HashMap<>();
  private final Map<MethodSymbol, MemorySignature> memory = new HashMap<>();
  private final Map<Symbol, Boolean> containers = new HashMap<>();

  /// Makes the contracts of one compilation.
  ///
  /// @param context the compilation
  /// @param flags Error Prone's options
  public Contracts(Context context, ErrorProneFlags flags) {
    this.types = Types.instance(context);
    this.symbols = Symtab.instance(context);
    this.trees = JavacTrees.instance(context);
    this.models = LibraryModels.of(context, flags);
    this.pooledTypes = new PooledTypes(types, models, flags);
    this.ofMemory = new Mentions(context, MemorySignature.ANNOTATIONS);
  }

  /// Returns what library models say, for what this class has no question for.
  ///
  /// @return the models in force
  public LibraryModels models() {
    return models;
  }

  /// Returns how a type is pooled, if it is.
  ///
  /// @param type any type
  /// @return its closers and where that is known from
  public Optional<Pooling> pooling(Type type) {
    return pooledTypes.of(type);
  }

  /// Returns what a call owns by its signature.
  ///
  /// @param method the method or constructor that is called
  /// @return what its result is
  public ResultContract result(MethodSymbol method) {
    ResultContract known = results.get(method);
    if (known == null) {
      known = find(method);
      results.put(method, known);
    }
    return known;
  }

  private ResultContract find(MethodSymbol method) {
    if (method.isConstructor()) {
      return modelled(method).orElseGet(() -> created(method));
    }
    return method.getReturnType().isReference()
        ? modelled(method).orElseGet(() -> returned(method))
        : ResultContract.NOTHING;
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
      case BORROWED, SCOPED, VIEW -> Optional.of(ResultContract.NOTHING);
      case RECEIVER -> Optional.of(ResultContract.RECEIVER);
      case WRAPPER -> Optional.of(ResultContract.WRAPPER);
      case UNSTATED -> Optional.empty();
    };
  }

  private ResultContract ownedIfPooled(MethodSymbol method) {
    Type type = method.isConstructor() ? method.owner.type : method.getReturnType();
    return pooledTypes.of(type).isPresent() || type.hasTag(TypeTag.TYPEVAR)
        ? ResultContract.OWNED
        : ResultContract.NOTHING;
  }

  private ResultContract created(MethodSymbol constructor) {
    Optional<Pooling> pooling = pooledTypes.of(constructor.owner.type);
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

  /// Returns what a method does with the contents of what it is given and returns.
  ///
  /// @param method any method or constructor
  /// @return what its annotations, or those of a method that it overrides, say
  public MemorySignature memory(MethodSymbol method) {
    if (!ofMemory.any()) {
      return MemorySignature.PLAIN;
    }
    MemorySignature known = memory.get(method);
    if (known == null) {
      known = MemorySignature.of(method, types);
      memory.put(method, known);
    }
    return known;
  }

  /// Returns whether a value of one type may be a view of one of the other.
  ///
  /// @param one any type
  /// @param other any type
  /// @return whether one is a subtype of the other
  public boolean isRelated(Type one, Type other) {
    Type first = types.erasure(one);
    Type second = types.erasure(other);
    return types.isSubtype(first, second) || types.isSubtype(second, first);
  }

  /// Returns whether the callers of a method take what it returns to be theirs to close.
  ///
  /// @param method any method
  /// @return whether it returns a type whose author knows our contract, and says no other thing,
  ///   nor has a wrapper made for it that takes the result out of its scope
  public boolean givesOwned(MethodSymbol method) {
    return isDeclared(method.getReturnType())
        && (stated(method) == Ownership.UNSTATED || stated(method) == Ownership.OWNED)
        && AnnotationVocabulary.find(method, TenureNames.SCOPED_FORWARD).isEmpty()
        && AnnotationVocabulary.find(method.owner, TenureNames.SCOPED_FORWARD).isEmpty();
  }

  /// Returns whether annotations or library models say what a method's result is.
  ///
  /// @param method any method
  /// @return whether it, or one that it overrides, is annotated or modelled
  public boolean statesResult(MethodSymbol method) {
    return stated(method) != Ownership.UNSTATED
        || models
            .method(method)
            .filter(model -> model.result() != ResultModel.UNSTATED)
            .isPresent();
  }

  /// What a method or, if it is silent, one that it overrides says about its result.
  private Ownership stated(MethodSymbol method) {
    Ownership own = AnnotationVocabulary.of(method);
    if (own != Ownership.UNSTATED || method.isStatic() || method.isPrivate()) {
      return own;
    }
    for (MethodSymbol overridden : ASTHelpers.findSuperMethods(method, types)) {
      Ownership inherited = AnnotationVocabulary.of(overridden);
      if (inherited != Ownership.UNSTATED) {
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
    Optional<Pooling> pooling = pooledTypes.of(type);
    if (pooling.isEmpty()) {
      return ResultContract.NOTHING;
    }
    return switch (body(method).returns()) {
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
    boolean onResource = !method.isStatic() && pooledTypes.of(method.owner.type).isPresent();
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

  /// Returns what a call does with an argument by its signature.
  ///
  /// @param method the method or constructor that is called
  /// @param index which argument, from 0; those of a variable arity parameter all count
  /// @return what becomes of it
  public ParameterContract parameter(MethodSymbol method, int index) {
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

  /// Returns whether a method may end its receiver or an argument for good.
  ///
  /// @param method the method that is called
  /// @return whether it is a closer of its type, or takes an argument for good
  public boolean ends(MethodSymbol method) {
    Boolean known = ending.get(method);
    if (known == null) {
      known = mayEnd(method);
      ending.put(method, known);
    }
    return known;
  }

  private boolean mayEnd(MethodSymbol method) {
    if (isClosing(method)) {
      return true;
    }
    for (int i = 0; i < method.getParameters().size(); i++) {
      if (takesForGood(method, i) || ensuresClosed(method, i)) {
        return true;
      }
    }
    return false;
  }

  /// Returns whether an argument must not be used any more after a call: a method says `@Pooled` of
  /// it, and neither the object that it is called on nor the result is known to keep it alive.
  ///
  /// @param method the method that is called
  /// @param index which argument, from 0
  /// @return whether it is gone
  public boolean takesForGood(MethodSymbol method, int index) {
    int position = Math.min(index, method.getParameters().size() - 1);
    return position >= 0
        && !method.isConstructor()
        && pooling(method.owner.type).isEmpty()
        && AnnotationVocabulary.of(method) == Ownership.UNSTATED
        && AnnotationVocabulary.find(method.getParameters().get(position), TenureNames.POOLED)
            .isPresent();
  }

  /// Returns whether ending an instance twice is a fault: `java.io.Closeable` and JDBC allow it.
  ///
  /// @param type any type
  /// @return whether it is pooled, and a second close is not allowed by its contract
  public boolean endsOnce(Type type) {
    return pooling(type)
        .filter(pooling -> pooling.declared() || !closesTwice(types.closure(types.erasure(type))))
        .filter(unused -> !models.isCounted(type))
        .isPresent();
  }

  private static boolean closesTwice(List<Type> ancestry) {
    return ancestry.stream()
        .map(ancestor -> ancestor.tsym.getQualifiedName().toString())
        .anyMatch(name -> name.equals("java.io.Closeable") || name.startsWith("java.sql."));
  }

  /// Returns whether a method of a resource needs it open, as far as anybody can tell.
  ///
  /// @param type the type of the resource
  /// @param method the method that is called on it
  /// @return whether calling it after the end is a fault
  public boolean needsOpen(Type type, MethodSymbol method) {
    String name = method.getSimpleName().toString();
    return !method.isStatic()
        && !CallNames.asksForState(name)
        && pooling(type)
            .filter(pooling -> pooling.declared() || CallNames.transfersData(name))
            .filter(unused -> !models.isCounted(type))
            .isPresent();
  }

  /// Returns whether a method needs what it is called on alive, as far as its name tells.
  ///
  /// @param method any method
  /// @return whether it is an instance method that asks for more than state
  public boolean needsAlive(MethodSymbol method) {
    return !method.isStatic() && !CallNames.asksForState(method.getSimpleName().toString());
  }

  /// Returns whether a method is taken to use what it borrows.
  ///
  /// @param type the type of the resource
  /// @param method the method that is called
  /// @param index which argument, from 0
  /// @return whether passing something ended is a fault
  public boolean usesArgument(Type type, MethodSymbol method, int index) {
    int position = Math.min(index, method.getParameters().size() - 1);
    return position >= 0
        && pooling(type).filter(Pooling::declared).isPresent()
        && !models.isCounted(type)
        && isSpecific(method.getParameters().get(position).type)
        && !CallNames.inspects(method.getSimpleName().toString());
  }

  /// Returns whether others rent resources from values of a type.
  ///
  /// @param type any type
  /// @return whether it, or a super-type, has a method that returns a pooled type
  public boolean handsOutResources(Type type) {
    for (Type ancestor : types.closure(types.erasure(type))) {
      for (Symbol member : ancestor.tsym.members().getSymbols(MethodSymbol.class::isInstance)) {
        if (pooledTypes.of(((MethodSymbol) member).getReturnType()).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  /// Returns whether a method keeps the functions that it is given, and runs them later.
  ///
  /// @param method any method or constructor
  /// @return whether it is one of the JDK's that start tasks
  public boolean runsLater(MethodSymbol method) {
    return LaterCalls.contains(method, types);
  }

  /// Returns whether a method may look into an argument, rather than only passing it on.
  ///
  /// @param method the method that is called
  /// @param index which argument, from 0
  /// @return whether the parameter's type is more than an object, and its name not that of a test
  public boolean mayReadArgument(MethodSymbol method, int index) {
    int position = Math.min(index, method.getParameters().size() - 1);
    return position >= 0
        && isSpecific(method.getParameters().get(position).type)
        && !CallNames.inspects(method.getSimpleName().toString());
  }

  private boolean isSpecific(Type type) {
    return type.hasTag(TypeTag.CLASS)
        && !types.isSameType(type, symbols.objectType)
        && !types.isSameType(types.erasure(type), symbols.autoCloseableType);
  }

  /// Returns whether annotations or library models say what a method does with an argument.
  ///
  /// @param method any method or constructor
  /// @param index which argument, from 0
  /// @return whether its parameter, or that of a method that it overrides, is annotated
  public boolean statesParameter(MethodSymbol method, int index) {
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
    if (own != Ownership.UNSTATED || method.isConstructor() || method.isStatic()) {
      return own;
    }
    for (MethodSymbol overridden : ASTHelpers.findSuperMethods(method, types)) {
      Ownership inherited = AnnotationVocabulary.of(overridden.getParameters().get(position));
      if (inherited != Ownership.UNSTATED) {
        return inherited;
      }
    }
    return Ownership.UNSTATED;
  }

  /// A record keeps what its canonical constructor is given, also where no source says so.
  private static boolean isCanonical(MethodSymbol method) {
    return method.isConstructor() && (method.flags() & Flags.RECORD) != 0;
  }

  private static boolean ensuresClosed(MethodSymbol method, int position) {
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
    if (result(method) instanceof ResultContract.Wrapper) {
      return ParameterContract.TAKES;
    }
    return mayWrap(method, parameter.type) ? ParameterContract.UNKNOWN : ParameterContract.BORROWS;
  }

  /// Whether a method that is part of the compilation looks as if it closes an argument of which no
  /// contract says that it must not.
  private boolean mayEndByBody(MethodSymbol method, Symbol.VarSymbol parameter) {
    return !isDeclared(parameter.type)
        && body(method).mayEnd().contains(parameter.getSimpleName().toString());
  }

  /// Whether what a method returns may close an argument that belongs to no declared contract.
  private boolean mayWrap(MethodSymbol method, Type parameter) {
    return !isDeclared(parameter)
        && !isDeclared(method.getReturnType())
        && isClosable(method.getReturnType())
        && isClosable(parameter);
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

  private boolean hasClosableParameter(MethodSymbol method) {
    return method.getParameters().stream()
        .anyMatch(parameter -> isClosable(parameter.type) || holdsClosables(parameter.type));
  }

  private boolean holdsClosables(Type type) {
    return type.hasTag(TypeTag.ARRAY)
        ? isClosable(types.elemtype(type))
        : isContainer(type)
            && type.getTypeArguments().stream()
                .anyMatch(argument -> isClosable(types.wildUpperBound(argument)));
  }

  /// Returns whether values of a type can be closed at all.
  ///
  /// @param type any type
  /// @return whether it is pooled or an `AutoCloseable`
  public boolean isClosable(Type type) {
    return type.isReference()
        && (types.isSubtype(types.erasure(type), symbols.autoCloseableType)
            || pooledTypes.of(type).isPresent());
  }

  /// Returns whether a call never comes back: it ends the program, or its visible body always
  /// throws.
  ///
  /// @param method the method that is called
  /// @return whether what follows the call is never reached
  public boolean neverReturns(MethodSymbol method) {
    String name = method.getSimpleName().toString();
    String owner = method.owner.getQualifiedName().toString();
    return switch (name) {
      case "exit" -> owner.equals("java.lang.System") || owner.equals("java.lang.Runtime");
      case "halt" -> owner.equals("java.lang.Runtime");
      default -> isFinal(method) && body(method).alwaysThrows();
    };
  }

  private static boolean isFinal(MethodSymbol method) {
    return method.isStatic() || method.isPrivate() || method.isConstructor();
  }

  private VisibleBody body(MethodSymbol method) {
    VisibleBody body = bodies.get(method);
    if (body == null) {
      body = VisibleBody.of(method, trees);
      bodies.put(method, body);
    }
    return body;
  }

  /// Returns what a field, or a record's component, says about the ownership of what it holds.
  ///
  /// @param field any field
  /// @return what its annotations say
  public Ownership field(Symbol.VarSymbol field) {
    return AnnotationVocabulary.of(field);
  }

  /// Returns whether a parameter of a method that anybody may call is borrowed by its contract, so
  /// that the body must not end what it is given.
  ///
  /// @param method the method
  /// @param index which parameter, from 0
  /// @return whether its type's author knows our contract, and nothing says that it owns
  public boolean lendsParameter(MethodSymbol method, int index) {
    if (index >= method.getParameters().size() || ensuresClosed(method, index)) {
      return false;
    }
    Ownership stated = statedParameter(method, index);
    return stated != Ownership.OWNED
        && stated != Ownership.ALIAS
        && isDeclared(method.getParameters().get(index).type);
  }

  /// Returns whether a type is one whose author knows our contract.
  ///
  /// @param type any type
  /// @return whether it is annotated, rather than listed
  public boolean isDeclared(Type type) {
    return pooledTypes.of(type).filter(Pooling::declared).isPresent();
  }

  /// Returns whether a type holds elements of a pooled type: an array, or a collection, map or
  /// optional of the JDK with such a type argument.
  ///
  /// @param type any type
  /// @return whether resources may be in it
  public boolean holdsResources(Type type) {
    if (type.hasTag(TypeTag.ARRAY)) {
      Type element = types.elemtype(type);
      return pooledTypes.of(element).isPresent() || holdsResources(element);
    }
    return type.hasTag(TypeTag.CLASS)
        && isContainerClass(type)
        && type.getTypeArguments().stream()
            .map(types::wildUpperBound)
            .anyMatch(argument -> pooledTypes.of(argument).isPresent() || holdsResources(argument));
  }

  /// Returns whether a resource, or a container of some, may be of a type.
  ///
  /// @param type any type
  /// @return whether it is pooled, or holds elements of a pooled type
  public boolean mayHoldResource(Type type) {
    return pooledTypes.of(type).isPresent() || holdsResources(type);
  }

  /// Returns whether a type is a container of the JDK.
  ///
  /// @param type any type
  /// @return whether it is an array of references, a collection, a map, or what is made of one
  public boolean isContainer(Type type) {
    Type bound = types.wildUpperBound(type);
    return bound.hasTag(TypeTag.ARRAY)
        ? !types.elemtype(bound).isPrimitive()
        : bound.hasTag(TypeTag.CLASS) && isContainerClass(bound);
  }

  /// Returns whether what somebody lends as one value of a type may be several resources, each of
  /// which others can take out.
  ///
  /// @param type any type
  /// @return whether it is a container of the JDK, a record, or a sealed type, which may have
  ///   records among its subtypes
  public boolean isAggregate(Type type) {
    return isContainer(type) || (type.tsym.flags() & (Flags.RECORD | Flags.SEALED)) != 0;
  }

  private boolean isContainerClass(Type type) {
    Boolean known = containers.get(type.tsym);
    if (known == null) {
      known = Containers.isContainer(type, types);
      containers.put(type.tsym, known);
    }
    return known;
  }

  /// Returns whether a method's name says that it ends what it is given, like `closeQuietly`.
  ///
  /// @param method any method
  /// @return whether it does by its name
  public boolean soundsLikeClosing(MethodSymbol method) {
    return CallNames.closesArgument(method.getSimpleName().toString());
  }

  /// Returns whether annotations say that a method takes an argument over.
  ///
  /// @param method any method or constructor
  /// @param index which argument, from 0
  /// @return whether its parameter owns, or that of a method that it overrides
  public boolean statesOwning(MethodSymbol method, int index) {
    int position = Math.min(index, method.getParameters().size() - 1);
    return position >= 0 && annotatedParameter(method, position) == Ownership.OWNED;
  }

  /// Returns whether a parameter takes what belongs to a scope.
  ///
  /// @param method any method
  /// @param index which argument, from 0
  /// @return whether the parameter is annotated so
  public boolean isScoped(MethodSymbol method, int index) {
    int position = Math.min(index, method.getParameters().size() - 1);
    return position >= 0
        && AnnotationVocabulary.find(method.getParameters().get(position), TenureNames.SCOPED)
            .isPresent();
  }

  /// Returns whether a container's elements are of a type whose author knows our contract.
  ///
  /// @param type the type of a container
  /// @return whether its elements' type is annotated
  public boolean holdsDeclared(Type type) {
    return type.hasTag(TypeTag.ARRAY)
        ? isDeclared(types.elemtype(type)) || holdsDeclared(types.elemtype(type))
        : type.getTypeArguments().stream()
            .map(types::wildUpperBound)
            .anyMatch(argument -> isDeclared(argument) || holdsDeclared(argument));
  }

  /// Returns whether a call is expected never to throw.
  ///
  /// @param method any method or constructor
  /// @return whether it is a closing method without a `throws` clause, or known to be quiet
  public boolean isQuiet(MethodSymbol method) {
    boolean ofResource = pooledTypes.of(method.owner.type).isPresent();
    return isClosing(method)
        ? method.getThrownTypes().isEmpty()
        : QuietCalls.contains(method, ofResource || isTensor(method), types);
  }

  private static boolean isTensor(MethodSymbol method) {
    return method.owner.getQualifiedName().contentEquals(TenureNames.TENSOR);
  }

  /// Returns whether a call closes what it is made on.
  ///
  /// @param method any method
  /// @return whether it is a closer of its type
  public boolean isClosing(MethodSymbol method) {
    String name = method.getSimpleName().toString();
    return (name.equals("close") && method.getParameters().isEmpty())
        || pooling(method.owner.type).map(Pooling::closers).orElse(Set.of()).contains(name);
  }

  /// Returns whether a method overrides or implements another.
  ///
  /// @param method any method
  /// @return whether a super-type declares it
  public boolean overrides(MethodSymbol method) {
    return !ASTHelpers.findSuperMethods(method, types).isEmpty();
  }
}
