package dev.tenure.checks.lifetime;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Kinds;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.ParameterContract;
import dev.tenure.checks.model.Pooling;
import dev.tenure.checks.model.ResultContract;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What calls do: by contract where other code may call the same, and by the body where only this
/// compilation unit can.
final class Effects {
  private final Contracts contracts;
  private final Function<MethodSymbol, Optional<Summary>> summaries;

  Effects(Contracts contracts, Function<MethodSymbol, Optional<Summary>> summaries) {
    this.contracts = contracts;
    this.summaries = summaries;
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
      return summaries.apply(method).map(Summary::result).orElse(ResultContract.NOTHING);
    }
    return contracts.result(method);
  }

  ParameterContract parameter(Call call, int index) {
    MethodSymbol method = call.method();
    if (isInferred(method) && !contracts.statesParameter(method, index)) {
      return summaries
          .apply(method)
          .map(summary -> summary.parameter(index))
          .orElse(ParameterContract.UNKNOWN);
    }
    return contracts.parameter(method, index);
  }

  boolean neverReturns(Call call) {
    return contracts.neverReturns(call.method());
  }

  /// Whether a call ends its receiver, which is a resource that the body acquired.
  boolean closesReceiver(Call call, Type receiver) {
    String name = call.method().getSimpleName().toString();
    Set<String> closers = contracts.pooling(receiver).map(Pooling::closers).orElse(Set.of());
    return closers.contains(name)
        || (name.equals("close") && call.method().getParameters().isEmpty());
  }

  /// What a call that takes an argument over does to it.
  Status taking(Call call, int index) {
    return contracts.takesForGood(call.method(), index) ? Status.HANDED_OVER : Status.MOVED;
  }

  boolean isDeclared(Type type) {
    return contracts.pooling(type).filter(Pooling::declared).isPresent();
  }

  boolean endsOnce(Type type) {
    return contracts.endsOnce(type);
  }

  boolean uses(Call call, Type receiver) {
    return contracts.needsOpen(receiver, call.method());
  }

  /// Whether a call uses an argument that it borrows.
  boolean usesArgument(Call call, int index, Type type) {
    MethodSymbol method = call.method();
    if (parameter(call, index) != ParameterContract.BORROWS) {
      return false;
    }
    return (isInferred(method) && !contracts.statesParameter(method, index))
        ? summaries.apply(method).map(summary -> summary.uses(index)).orElse(false)
        : contracts.usesArgument(type, method, index);
  }

  /// Whether a call's result is an object around an argument, rather than the argument.
  boolean wraps(Call call) {
    return switch (result(call)) {
      case ResultContract.Wrapper unused -> true;
      case ResultContract.Argument unused -> contracts.statesResult(call.method());
      default -> false;
    };
  }

  /// Whether a closing call can be taken not to throw.
  static boolean isQuiet(Call call) {
    return call.method().getThrownTypes().isEmpty();
  }

  /// Whether nobody outside the compilation unit can call a method or override it there.
  static boolean isInferred(MethodSymbol method) {
    if (method.isPrivate()) {
      return true;
    }
    if ((method.flags() & Flags.ABSTRACT) != 0) {
      return false;
    }
    for (Symbol owner = method.owner; owner != null; owner = owner.owner) {
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
