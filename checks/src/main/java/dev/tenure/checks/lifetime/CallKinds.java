package dev.tenure.checks.lifetime;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.ResultContract;
import java.util.HashMap;
import java.util.Map;

/// The kinds of the methods that a compilation calls, each found out once: bodies call the same few
/// methods again and again, and the gate looks at every call.
final class CallKinds {
  private final Contracts contracts;
  private final Map<MethodSymbol, CallKind> known = new HashMap<>();

  CallKinds(Contracts contracts) {
    this.contracts = contracts;
  }

  CallKind of(MethodSymbol method) {
    CallKind kind = known.get(method);
    if (kind == null) {
      kind = find(method).shared();
      known.put(method, kind);
    }
    return kind;
  }

  private CallKind find(MethodSymbol method) {
    boolean ends = contracts.ends(method);
    ResultContract result = contracts.result(method);
    return new CallKind(
        result instanceof ResultContract.Owned,
        result instanceof ResultContract.Lent || !contracts.memory(method).isPlain(),
        ends,
        ends && (!contracts.isClosing(method) || contracts.isDeclared(method.owner.type)),
        contracts.runsLater(method),
        !method.isConstructor()
            && Effects.mayHoldResource(method.getReturnType())
            && Effects.isInferred(method));
  }
}
