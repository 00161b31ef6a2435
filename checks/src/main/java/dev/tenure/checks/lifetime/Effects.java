package dev.tenure.checks.lifetime;

import static dev.tenure.checks.model.ParameterContract.UNKNOWN;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Kinds;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import dev.tenure.checks.model.ContainerUse;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.MemorySignature;
import dev.tenure.checks.model.Ownership;
import dev.tenure.checks.model.ParameterContract;
import dev.tenure.checks.model.ResultContract;
import java.util.Set;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/// What calls do: by contract where other code may call the same, and by the body where only this
/// compilation unit can.
final class Effects {
  private final Contracts contracts;
  private final UnitAnalysis unit;

  Effects(Contracts contracts, UnitAnalysis unit) {
    this.contracts = contracts;
    this.unit = unit;
  }

  /// What a method does to what a field of its object holds.
  Summary.Field field(MethodSymbol method, VarSymbol field) {
    Summary summary = unit.summary(method);
    return summary == null
        ? Summary.Field.UNKNOWN
        : summary.fields().getOrDefault(field, Summary.Field.UNKNOWN);
  }

  /// What a function does with what it is given.
  ParameterContract function(@Nullable Tree function) {
    return switch (function) {
      case MemberReferenceTree reference -> referred(ASTHelpers.getSymbol(reference), reference);
      case LambdaExpressionTree lambda -> all(unit.summary(lambda));
      case null, default -> UNKNOWN;
    };
  }

  private ParameterContract referred(MethodSymbol method, MemberReferenceTree reference) {
    Type receiver = ASTHelpers.getType(reference.getQualifierExpression());
    if (!method.isStatic() && method.getParameters().isEmpty() && receiver != null) {
      return contracts.closes(method, receiver) ? ParameterContract.CLOSES : UNKNOWN;
    }
    if (isInferred(method) && !contracts.statesParameter(method, 0)) {
      return byBody(method, 0);
    }
    return contracts.soundsLikeClosing(method)
        ? ParameterContract.CLOSES
        : contracts.parameter(method, 0);
  }

  private static ParameterContract all(@Nullable Summary summary) {
    if (summary == null) {
      return UNKNOWN;
    }
    if (summary.parameters().contains(ParameterContract.CLOSES)) {
      return ParameterContract.CLOSES;
    }
    return Set.of(ParameterContract.BORROWS).containsAll(summary.parameters())
        ? ParameterContract.BORROWS
        : UNKNOWN;
  }

  /// Whether an annotation says that a field or parameter owns what it holds.
  boolean isDeclaredOwner(VarSymbol variable) {
    return contracts.field(variable) == Ownership.OWNED;
  }

  /// What a call does with what a container holds.
  ContainerUse use(Call call) {
    ContainerUse use = ContainerUse.of(call.method());
    return use == ContainerUse.ASK_KEYS ? useOfKeys(ASTHelpers.getType(call.tree())) : use;
  }

  private ContainerUse useOfKeys(@Nullable Type keys) {
    if (keys == null || !contracts.mayHoldResource(keys)) {
      return ContainerUse.ASK;
    }
    return contracts.isContainer(keys) ? ContainerUse.VIEW : ContainerUse.READ;
  }

  /// Whether a call makes a record that holds resources.
  boolean makesRecord(Call call) {
    return call.method().isConstructor()
        && isCreation(call)
        && isRecord(call.tree())
        && contracts.isKeptByRecord(call.method());
  }

  /// How many resources the record holds that a call gives, by the body of what is called.
  int held(Call call) {
    Summary summary = unit.summary(call.method());
    return summary == null ? 0 : summary.held();
  }

  /// Whether what an expression makes is a record that holds resources.
  boolean isRecord(Tree made) {
    Type type = ASTHelpers.getType(made);
    return type != null && contracts.isRecordOfResources(type);
  }

  /// Whether a call makes a container of the JDK that may hold resources, or shows one.
  boolean makesContainer(Call call) {
    Type type = ASTHelpers.getType(call.tree());
    if (type == null || !contracts.holdsResources(type)) {
      return false;
    }
    MethodSymbol method = call.method();
    return method.isConstructor()
        ? isCreation(call) && contracts.isContainer(type)
        : ContainerUse.isFactory(method) || ContainerUse.isStaticView(method);
  }

  boolean holdsResources(Type type) {
    return contracts.holdsResources(type);
  }

  /// Whether what a call reads from a container is a resource, rather than another container.
  boolean mayBeClosed(Call call) {
    Type type = ASTHelpers.getType(call.tree());
    return type == null || !contracts.isContainer(type);
  }

  boolean isContainer(TypeMirror type) {
    return type instanceof Type known && contracts.isContainer(known);
  }

  /// Whether what a scope lent may be several resources.
  boolean isAggregate(Value.Lent lent) {
    if (lent.memory() == null) {
      return false;
    }
    Type type = ASTHelpers.getType(lent.at().tree());
    return type != null && !isDeclared(type) && contracts.isAggregate(type);
  }

  ResultContract result(Call call) {
    MethodSymbol method = call.method();
    if (method.isConstructor()) {
      return isAnonymous(method) || !isCreation(call)
          ? ResultContract.NOTHING
          : contracts.result(method);
    }
    if (isInferred(method)
        && mayHoldResource(method.getReturnType())
        && !contracts.statesResult(method)) {
      Summary summary = unit.summary(method);
      return summary == null ? ResultContract.NOTHING : summary.result();
    }
    return contracts.result(method);
  }

  ParameterContract parameter(Call call, int index) {
    MethodSymbol method = call.method();
    if (contracts.statesParameter(method, index)) {
      return contracts.parameter(method, index);
    }
    if (isInferred(method)) {
      return byBody(method, index);
    }
    return method.isConstructor()
            && !isRecord(method.owner)
            && byBody(method, index) == ParameterContract.BORROWS
        ? ParameterContract.BORROWS
        : contracts.parameter(method, index);
  }

  /// A record's constructor keeps what it is given without a word in its body.
  private static boolean isRecord(Symbol type) {
    return (type.flags() & Flags.RECORD) != 0;
  }

  private ParameterContract byBody(MethodSymbol method, int index) {
    Summary summary = unit.summary(method);
    return summary == null ? UNKNOWN : summary.parameter(index);
  }

  /// Whether a call takes an argument over by its annotations.
  boolean takesByContract(Call call, int index) {
    return contracts.statesOwning(call.method(), index);
  }

  /// Whether a call takes something out of its scope, so that the caller owns it.
  boolean movesOut(Call call, int index) {
    return contracts.isScoped(call.method(), index) && result(call) instanceof ResultContract.Owned;
  }

  /// Whether what a call does with the elements of a container follows from its contract or body.
  boolean knowsContainer(Call call, int index, Tree container) {
    if (isInferred(call.method()) && !contracts.statesParameter(call.method(), index)) {
      return !isRecord(container);
    }
    Type type = ASTHelpers.getType(container);
    return type != null && contracts.holdsDeclared(type);
  }

  /// Whether a call's result lives in something else, although its caller owns it.
  boolean givesInside(Call call) {
    return contracts.givesInside(call.method());
  }

  /// Whether what a call gave has to be closed before what it lives in.
  boolean isClosedFirst(Tree call) {
    return ASTHelpers.getSymbol(call) instanceof MethodSymbol method
        && contracts.isClosedFirst(method);
  }

  boolean neverReturns(Call call) {
    return contracts.neverReturns(call.method());
  }

  /// Whether a call ends its receiver, which is a resource that the body acquired.
  boolean closesReceiver(Call call, Type receiver) {
    return contracts.closes(call.method(), receiver);
  }

  /// What a call does with contents, by its annotations.
  MemorySignature memory(Call call) {
    return contracts.memory(call.method());
  }

  boolean isRelated(Type one, Type other) {
    return contracts.isRelated(one, other);
  }

  /// Which of its parameters, and its receiver, a method uses the workspaces of again, by its body.
  Set<Integer> reuses(Call call) {
    Summary summary = isInferred(call.method()) ? unit.summary(call.method()) : null;
    return summary == null ? Set.of() : summary.reuses();
  }

  /// Whether a call leaves its receiver's contents alone, because it only asks for state or ends
  /// it.
  boolean asksOrCloses(Call call, MemorySignature.Access access) {
    return access == MemorySignature.Access.UNSTATED
        && (contracts.ends(call.method()) || !contracts.needsAlive(call.method()));
  }

  /// Whether others rent from values of a type.
  boolean handsOutResources(TypeMirror type) {
    return type instanceof Type known && contracts.handsOutResources(known);
  }

  /// Whether a call keeps the functions that it is given, and runs them later.
  boolean runsLater(Call call) {
    return contracts.runsLater(call.method());
  }

  /// Whether a call may look into an argument, as far as its signature tells.
  boolean mayReadArgument(Call call, int index) {
    return contracts.mayReadArgument(call.method(), index);
  }

  /// What a call that takes an argument over does to it.
  Status taking(Call call, int index) {
    return contracts.takesForGood(call.method(), index) ? Status.HANDED_OVER : Status.MOVED;
  }

  boolean isDeclared(Type type) {
    return contracts.isDeclared(type);
  }

  boolean holdsDeclared(Type type) {
    return contracts.holdsDeclared(type);
  }

  boolean endsOnce(Type type) {
    return contracts.endsOnce(type);
  }

  boolean uses(Call call, Type receiver) {
    return contracts.needsOpen(receiver, call.method());
  }

  /// Whether a call on something borrowed needs it alive.
  boolean usesBorrowed(Call call) {
    return contracts.needsAlive(call.method());
  }

  /// Whether a call on what ends with its owner looks into it.
  boolean looksInto(Call call) {
    return contracts.looksInto(call.method());
  }

  /// Whether a call hands its receiver to somebody else, or takes it out of its scope.
  boolean movesReceiver(Call call) {
    return contracts.movesReceiver(call.method());
  }

  /// Whether a call needs a borrowed argument alive.
  boolean usesBorrowedArgument(Call call, int index, Value.Lent lent) {
    Type owner = lent.resource() == null ? null : ASTHelpers.getType(lent.resource().site().tree());
    return owner != null && usesArgument(call, index, owner);
  }

  /// Whether a call uses an argument that it borrows.
  boolean usesArgument(Call call, int index, Type type) {
    MethodSymbol method = call.method();
    if (parameter(call, index) != ParameterContract.BORROWS) {
      return false;
    }
    if (isInferred(method) && !contracts.statesParameter(method, index)) {
      Summary summary = unit.summary(method);
      return summary != null && summary.uses(index);
    }
    return contracts.usesArgument(type, method, index);
  }

  /// Whether a call's result is an object around an argument, rather than the argument.
  boolean wraps(Call call) {
    ResultContract result = result(call);
    return result instanceof ResultContract.Wrapper
        || (result instanceof ResultContract.Argument && contracts.statesResult(call.method()));
  }

  /// Whether a call may throw, as far as anybody expects.
  boolean canThrow(Call call) {
    return !contracts.isQuiet(call.method());
  }

  /// Whether a call closes its receiver and declares that it may fail.
  boolean isFailingCloser(Call call) {
    return contracts.isClosing(call.method()) && !call.method().getThrownTypes().isEmpty();
  }

  /// Whether nobody outside the compilation unit can call a method or override it there.
  static boolean isInferred(MethodSymbol method) {
    if (method.isPrivate()) {
      return true;
    }
    if ((method.flags() & Flags.ABSTRACT) != 0) {
      return false;
    }
    return isInPrivateType(method);
  }

  /// Whether a member belongs to a private, local or anonymous type.
  static boolean isInPrivateType(Symbol member) {
    for (Symbol owner = member.owner; owner != null; owner = owner.owner) {
      if (owner.kind == Kinds.Kind.TYP
          && (owner.isPrivate()
              || (owner.owner.kind != Kinds.Kind.TYP && owner.owner.kind != Kinds.Kind.PCK))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAnonymous(MethodSymbol constructor) {
    return constructor.owner.isAnonymous();
  }

  /// Whether a constructor's call makes an object, rather than being a `super(…)` or `this(…)`.
  private static boolean isCreation(Call call) {
    return call.tree() instanceof com.sun.source.tree.NewClassTree;
  }

  static boolean mayHoldResource(Type type) {
    return type.hasTag(TypeTag.CLASS) || type.hasTag(TypeTag.TYPEVAR);
  }
}
