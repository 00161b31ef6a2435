package dev.tenure.checks.model;

import com.google.errorprone.ErrorProneFlags;
import com.google.errorprone.util.ASTHelpers;
import com.sun.tools.javac.api.JavacTrees;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Names;
import dev.tenure.checks.model.library.LibraryModels;
import dev.tenure.checks.model.library.MethodModel.Flag;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads from signatures who owns what a call is given and returns, defaults included.
///
/// Where a signature is silent and the type's author knows no contract, the answer is the one that
/// makes the checks say less.
///
/// One instance serves one compilation, on its thread.
public final class Contracts {
  private final Types types;
  private final LibraryModels models;
  private final ResourceTypes resources;
  private final VisibleBodies bodies;
  private final QuietConstructors constructors;
  private final ResultContracts results;
  private final ParameterContracts parameters;
  private final Mentions annotations;
  private final Map<MethodSymbol, Boolean> ending = new HashMap<>();
  private final Map<MethodSymbol, Boolean> later = new HashMap<>();
  private final Map<MethodSymbol, MemorySignature> memory = new HashMap<>();

  /// Makes the contracts of one compilation.
  ///
  /// @param context the compilation
  /// @param flags Error Prone's options
  public Contracts(Context context, ErrorProneFlags flags) {
    this.types = Types.instance(context);
    this.models = LibraryModels.of(context, flags);
    Symtab symbols = Symtab.instance(context);
    PooledTypes pooledTypes = new PooledTypes(types, Names.instance(context), models, flags);
    this.resources = new ResourceTypes(types, symbols, models, pooledTypes);
    this.bodies = new VisibleBodies(JavacTrees.instance(context));
    this.constructors = new QuietConstructors(JavacTrees.instance(context));
    this.results = new ResultContracts(types, symbols, models, resources, bodies);
    this.parameters = new ParameterContracts(types, models, resources, results, bodies);
    this.annotations = new Mentions(context);
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
    return resources.pooling(type);
  }

  /// Returns what a call owns by its signature.
  ///
  /// @param method the method or constructor that is called
  /// @return what its result is
  public ResultContract result(MethodSymbol method) {
    return results.of(method);
  }

  /// Returns whether what a call gives lives in something else, although the caller owns it.
  ///
  /// @param method the method or constructor that is called
  /// @return whether a library model says that it is of no use after the end of the receiver, or of
  ///   what it borrows
  public boolean givesInside(MethodSymbol method) {
    return models.has(method, Flag.INSIDE) || models.has(method, Flag.CLOSED_FIRST);
  }

  /// Returns whether what a call gives has to be closed before what it lives in.
  ///
  /// @param method the method or constructor that is called
  /// @return whether a library model says so
  public boolean isClosedFirst(MethodSymbol method) {
    return models.has(method, Flag.CLOSED_FIRST);
  }

  /// Returns whether a value of one type may be a view of one of the other.
  ///
  /// @param one any type
  /// @param other any type
  /// @return whether one is a subtype of the other
  public boolean isRelated(Type one, Type other) {
    return resources.isRelated(one, other);
  }

  /// Returns whether the callers of a method take what it returns to be theirs to close.
  ///
  /// @param method any method
  /// @return whether it returns a type whose author knows our contract, and says no other thing,
  ///   nor has a wrapper made for it that takes the result out of its scope
  public boolean givesOwned(MethodSymbol method) {
    return results.givesOwned(method);
  }

  /// Returns whether annotations or library models say what a method's result is.
  ///
  /// @param method any method
  /// @return whether it, or one that it overrides, is annotated or modelled
  public boolean statesResult(MethodSymbol method) {
    return results.statesResult(method);
  }

  /// Returns what a call does with an argument by its signature.
  ///
  /// @param method the method or constructor that is called
  /// @param index which argument, from 0; those of a variable arity parameter all count
  /// @return what becomes of it
  public ParameterContract parameter(MethodSymbol method, int index) {
    return parameters.of(method, index);
  }

  /// Returns whether an argument must not be used any more after a call: a method says `@Pooled` of
  /// it, and neither the object that it is called on nor the result is known to keep it alive.
  ///
  /// @param method the method that is called
  /// @param index which argument, from 0
  /// @return whether it is gone
  public boolean takesForGood(MethodSymbol method, int index) {
    return parameters.takesForGood(method, index);
  }

  /// Returns whether ending an instance twice is a fault: `java.io.Closeable` and JDBC allow it.
  ///
  /// @param type any type
  /// @return whether it is pooled, and a second close is not allowed by its contract
  public boolean endsOnce(Type type) {
    return resources.endsOnce(type);
  }

  /// Returns whether others rent resources from values of a type.
  ///
  /// @param type any type
  /// @return whether it, or a super-type, has a method that returns a pooled type
  public boolean handsOutResources(Type type) {
    return resources.handsOutResources(type);
  }

  /// Returns whether annotations or library models say what a method does with an argument.
  ///
  /// @param method any method or constructor
  /// @param index which argument, from 0
  /// @return whether its parameter, or that of a method that it overrides, is annotated
  public boolean statesParameter(MethodSymbol method, int index) {
    return parameters.isStated(method, index);
  }

  /// Returns whether values of a type can be closed at all.
  ///
  /// @param type any type
  /// @return whether it is pooled or an `AutoCloseable`
  public boolean isClosable(Type type) {
    return resources.isClosable(type);
  }

  /// Returns whether a parameter of a method that anybody may call is borrowed by its contract, so
  /// that the body must not end what it is given.
  ///
  /// @param method the method
  /// @param index which parameter, from 0
  /// @return whether its type's author knows our contract, and nothing says that it owns
  public boolean lendsParameter(MethodSymbol method, int index) {
    return parameters.isLent(method, index);
  }

  /// Returns whether a type is one whose author knows our contract.
  ///
  /// @param type any type
  /// @return whether it is annotated, rather than listed
  public boolean isDeclared(Type type) {
    return resources.isDeclared(type);
  }

  /// Returns whether a type holds elements of a pooled type: an array, or a collection, map or
  /// optional of the JDK with such a type argument.
  ///
  /// @param type any type
  /// @return whether resources may be in it
  public boolean holdsResources(Type type) {
    return resources.holdsResources(type);
  }

  /// Returns whether a resource, or a container of some, may be of a type.
  ///
  /// @param type any type
  /// @return whether it is pooled, or holds elements of a pooled type
  public boolean mayHoldResource(Type type) {
    return resources.mayHoldResource(type);
  }

  /// Returns whether a type is a container of the JDK.
  ///
  /// @param type any type
  /// @return whether it is an array of references, a collection, a map, or what is made of one
  public boolean isContainer(Type type) {
    return resources.isContainer(type);
  }

  /// Returns whether values of a type are no resources, but hold some of a number that is known.
  ///
  /// @param type any type
  /// @return whether it is a record with pooled components and no containers among them, and nobody
  ///   closes it as a whole
  public boolean isRecordOfResources(Type type) {
    return resources.isRecordOfResources(type);
  }

  /// Returns whether a constructor does no more than to keep what it is given as components.
  ///
  /// @param constructor any constructor
  /// @return whether it is a record's canonical one, whose body closes nothing, if there is one
  public boolean isKeptByRecord(MethodSymbol constructor) {
    return parameters.isKeptByRecord(constructor);
  }

  /// Returns whether what somebody lends as one value of a type may be several resources, each of
  /// which others can take out.
  ///
  /// @param type any type
  /// @return whether it is a container of the JDK, a record, or a sealed type, which may have
  ///   records among its subtypes
  public boolean isAggregate(Type type) {
    return resources.isAggregate(type);
  }

  /// Returns whether annotations say that a method takes an argument over.
  ///
  /// @param method any method or constructor
  /// @param index which argument, from 0
  /// @return whether its parameter owns, or that of a method that it overrides
  public boolean statesOwning(MethodSymbol method, int index) {
    return parameters.isStatedOwning(method, index);
  }

  /// Returns whether a parameter takes what belongs to a scope.
  ///
  /// @param method any method
  /// @param index which argument, from 0
  /// @return whether the parameter is annotated so
  public boolean isScoped(MethodSymbol method, int index) {
    return parameters.isScoped(method, index);
  }

  /// Returns whether a container's elements are of a type whose author knows our contract.
  ///
  /// @param type the type of a container
  /// @return whether its elements' type is annotated
  public boolean holdsDeclared(Type type) {
    return resources.holdsDeclared(type);
  }

  /// Returns what a method does with the contents of what it is given and returns.
  ///
  /// @param method any method or constructor
  /// @return what its annotations, or those of a method that it overrides, say
  public MemorySignature memory(MethodSymbol method) {
    if (!annotations.any() && !models.speaksOfMemory()) {
      return MemorySignature.PLAIN;
    }
    MemorySignature known = memory.get(method);
    if (known == null) {
      known = MemorySignature.of(method, types, models);
      memory.put(method, known);
    }
    return known;
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
      if (takesForGood(method, i) || ParameterContracts.ensuresClosed(method, i)) {
        return true;
      }
    }
    return false;
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
        && pooling(type).isPresent()
        && (isDeclared(type) || CallNames.transfersData(name))
        && !models.isCounted(type);
  }

  /// Returns whether a method needs what it is called on alive, as far as its name tells.
  ///
  /// @param method any method
  /// @return whether it is an instance method that asks for more than state
  public boolean needsAlive(MethodSymbol method) {
    return !method.isStatic() && !CallNames.asksForState(method.getSimpleName().toString());
  }

  /// Returns whether a method of something that ends with its owner is taken to look into it,
  /// rather than to describe it or to show it in another form.
  ///
  /// @param method any method
  /// @return whether calling it after the owner's end is a fault
  public boolean looksInto(MethodSymbol method) {
    return needsAlive(method)
        && !CallNames.describes(method.getSimpleName().toString())
        && !(result(method) instanceof ResultContract.View);
  }

  /// Returns whether a call hands its receiver to somebody else, or takes it out of its scope.
  ///
  /// @param method the method that is called
  /// @return whether a library model says so
  public boolean movesReceiver(MethodSymbol method) {
    return models.has(method, Flag.MOVES) || models.has(method, Flag.DETACHES);
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
        && isDeclared(type)
        && !models.isCounted(type)
        && resources.isSpecific(method.getParameters().get(position).type)
        && !CallNames.inspects(method.getSimpleName().toString());
  }

  /// Returns whether a method keeps the functions that it is given, and runs them later.
  ///
  /// @param method any method or constructor
  /// @return whether it is one of the JDK's that start tasks
  public boolean runsLater(MethodSymbol method) {
    Boolean known = later.get(method);
    if (known == null) {
      known = LaterCalls.contains(method, types);
      later.put(method, known);
    }
    return known;
  }

  /// Returns whether a method may look into an argument, rather than only passing it on.
  ///
  /// @param method the method that is called
  /// @param index which argument, from 0
  /// @return whether the parameter's type is more than an object, and its name not that of a test
  public boolean mayReadArgument(MethodSymbol method, int index) {
    int position = Math.min(index, method.getParameters().size() - 1);
    return position >= 0
        && resources.isSpecific(method.getParameters().get(position).type)
        && !CallNames.inspects(method.getSimpleName().toString());
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
      default -> isFinal(method) && bodies.of(method).alwaysThrows();
    };
  }

  private static boolean isFinal(MethodSymbol method) {
    return method.isStatic()
        || method.isPrivate()
        || method.isConstructor()
        || ((method.flags() | method.owner.flags()) & Flags.FINAL) != 0;
  }

  /// Returns what a field, or a record's component, says about the ownership of what it holds.
  ///
  /// @param field any field
  /// @return what its annotations say
  public Ownership field(Symbol.VarSymbol field) {
    return AnnotationVocabulary.of(field);
  }

  /// Returns whether a method's name says that it ends what it is given, like `closeQuietly`.
  ///
  /// @param method any method
  /// @return whether it does by its name
  public boolean soundsLikeClosing(MethodSymbol method) {
    return CallNames.closesArgument(method.getSimpleName().toString());
  }

  /// Returns whether a call is expected never to throw.
  ///
  /// @param method any method or constructor
  /// @return whether it is a closing method without a `throws` clause, known to be quiet, or has a
  ///   body, which nobody can override, that calls, makes and throws nothing, or for a constructor,
  ///   only keeps what it is given
  public boolean isQuiet(MethodSymbol method) {
    if (models.has(method, Flag.NO_THROW)) {
      return true;
    }
    boolean ofResource = pooling(method.owner.type).isPresent();
    return isClosing(method)
        ? method.getThrownTypes().isEmpty()
        : QuietCalls.contains(method, ofResource || isTensor(method), types)
            || hasQuietBody(method);
  }

  private boolean hasQuietBody(MethodSymbol method) {
    if (method.isConstructor()) {
      return constructors.contains(method);
    }
    return isFinal(method) && method.getThrownTypes().isEmpty() && bodies.of(method).isQuiet();
  }

  private static boolean isTensor(MethodSymbol method) {
    return method.owner.getQualifiedName().contentEquals(TenureNames.TENSOR);
  }

  /// Returns whether a call closes what it is made on.
  ///
  /// @param method any method
  /// @return whether it is a closer of its type
  public boolean isClosing(MethodSymbol method) {
    return closes(method, method.owner.type);
  }

  /// Returns whether a call closes what it is made on, which is of some type.
  ///
  /// @param method any method
  /// @param receiver what it is called on
  /// @return whether it is a closer of that type
  public boolean closes(MethodSymbol method, Type receiver) {
    String name = method.getSimpleName().toString();
    if (name.equals("close") && method.getParameters().isEmpty()) {
      return true;
    }
    Optional<Pooling> pooling = pooling(receiver);
    return pooling.isPresent() && pooling.get().closers().contains(name);
  }

  /// Returns whether a method overrides or implements another.
  ///
  /// @param method any method
  /// @return whether a super-type declares it
  public boolean overrides(MethodSymbol method) {
    return !ASTHelpers.findSuperMethods(method, types).isEmpty();
  }
}
