package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import dev.tenure.checks.model.ParameterContract;
import dev.tenure.checks.model.ResultContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parameters of a body, followed like resources to learn what becomes of them.
///
/// @param sites one for each parameter; null where it cannot hold a resource
/// @param beginning what is known when the body begins
record Parameters(List<@Nullable Site> sites, Facts beginning) {
  static Parameters of(List<? extends VariableTree> declarations) {
    List<@Nullable Site> sites = new ArrayList<>();
    Facts beginning = Facts.NONE;
    for (VariableTree declaration : declarations) {
      VarSymbol symbol = ASTHelpers.getSymbol(declaration);
      if (symbol == null || !Effects.mayHoldResource(symbol.type)) {
        sites.add(null);
        continue;
      }
      Site site = Site.parameter(declaration);
      Resource resource = new Resource(site, 0);
      sites.add(site);
      beginning = beginning.with(symbol, new Value.Held(resource)).with(resource, Status.OPEN);
    }
    return new Parameters(sites, beginning);
  }

  Summary summary(BodyAnalysis.Findings findings) {
    List<ParameterContract> contracts = new ArrayList<>();
    for (Site site : sites) {
      contracts.add(site == null ? ParameterContract.BORROWS : contract(findings.endings(site)));
    }
    List<Boolean> used = sites.stream().map(findings::uses).toList();
    return new Summary(contracts, used, result(findings.returned()));
  }

  private static ParameterContract contract(Set<Status> endings) {
    if (endings.equals(Set.of(Status.OPEN))) {
      return ParameterContract.BORROWS;
    }
    if (endings.equals(Set.of(Status.CLOSED))) {
      return ParameterContract.CLOSES;
    }
    return Set.of(Status.MOVED, Status.HANDED_OVER).containsAll(endings) && !endings.isEmpty()
        ? ParameterContract.TAKES
        : ParameterContract.UNKNOWN;
  }

  private ResultContract result(Set<Value> returned) {
    Set<ResultContract> results =
        returned.stream()
            .filter(value -> value != Value.Known.NULL)
            .map(this::result)
            .collect(Collectors.toSet());
    return results.size() == 1 ? results.iterator().next() : ResultContract.NOTHING;
  }

  private ResultContract result(Value value) {
    if (!(value instanceof Value.Held held)) {
      return ResultContract.NOTHING;
    }
    int index = sites.indexOf(held.resource().site());
    return index < 0 ? ResultContract.OWNED : new ResultContract.Argument(index);
  }
}
