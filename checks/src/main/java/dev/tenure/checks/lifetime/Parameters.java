package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import dev.tenure.checks.model.Contracts;
import dev.tenure.checks.model.ParameterContract;
import dev.tenure.checks.model.ResultContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/// What a body is given: its parameters and what the fields of its object own, followed like
/// resources to learn what becomes of them.
///
/// @param sites one for each parameter; null where it cannot hold a resource
/// @param fields one for each field that owns what it holds
/// @param beginning what is known when the body begins
record Parameters(List<@Nullable Site> sites, Map<VarSymbol, Site> fields, Facts beginning) {
  static Parameters of(
      List<? extends VariableTree> declarations, Map<VarSymbol, Site> fields, Contracts contracts) {
    List<@Nullable Site> sites = new ArrayList<>();
    Facts beginning = Facts.NONE;
    for (VariableTree declaration : declarations) {
      VarSymbol symbol = ASTHelpers.getSymbol(declaration);
      boolean container = symbol != null && contracts.holdsResources(symbol.type);
      if (symbol == null || !(container || Effects.mayHoldResource(symbol.type))) {
        sites.add(null);
        continue;
      }
      Site site = Site.given(declaration, Site.Kind.PARAMETER, container);
      sites.add(site);
      beginning = given(symbol, site, container, beginning);
    }
    for (Map.Entry<VarSymbol, Site> field : fields.entrySet()) {
      boolean container = contracts.holdsResources(field.getKey().type);
      beginning = given(field.getKey(), field.getValue(), container, beginning);
    }
    return new Parameters(sites, fields, beginning);
  }

  private static Facts given(VarSymbol symbol, Site site, boolean container, Facts facts) {
    Resource resource = new Resource(site, 0);
    Facts held = facts.with(symbol, new Value.Held(resource)).with(resource, Status.OPEN);
    return container ? held.with(resource, Contents.many(site)) : held;
  }

  /// The same, where the object is only being made: its fields hold nothing yet.
  Parameters withoutFields() {
    Facts empty = beginning;
    for (Map.Entry<VarSymbol, Site> field : fields.entrySet()) {
      empty =
          empty
              .with(new Resource(field.getValue(), 0), Status.ABSENT)
              .with(field.getKey(), Value.Known.NULL);
    }
    return new Parameters(sites, fields, empty);
  }

  /// What is known when the body begins, where containers of which it reads elements by keys are
  /// left alone.
  Facts beginning(Loops loops) {
    Facts known = beginning;
    for (VariableElement container : loops.readByKey()) {
      if (beginning.value(container) instanceof Value.Held held
          && Values.isContainer(held.resource(), beginning)) {
        known = known.with(held.resource(), Status.ESCAPED);
      }
    }
    return known;
  }

  /// What following the body told, with what it ends of the parameters that are lent to it.
  BodyResult result(Findings findings, BodySource source, Set<Tree> lent) {
    Map<VarSymbol, FieldLeft> left = new HashMap<>();
    for (Map.Entry<VarSymbol, Site> field : fields.entrySet()) {
      Optional<FieldLeft> found = findings.left(field.getValue());
      if (found.isPresent()) {
        left.put(field.getKey(), found.get());
      }
    }
    List<BorrowEnd> borrowEnds = new ArrayList<>();
    for (BorrowEnd end : findings.borrowEnds()) {
      if (!(end.lender() instanceof VariableTree) || lent.contains(end.lender())) {
        borrowEnds.add(end);
      }
    }
    return new BodyResult(
        findings.obligations(),
        findings.misuses(source),
        borrowEnds,
        findings.overwritten(),
        findings.memoryFaults(),
        left,
        summary(findings));
  }

  private Summary summary(Findings findings) {
    List<ParameterContract> contracts = new ArrayList<>();
    List<Boolean> used = new ArrayList<>();
    for (Site site : sites) {
      contracts.add(site == null ? ParameterContract.BORROWS : contract(findings.endings(site)));
      used.add(findings.uses(site));
    }
    Map<VarSymbol, Summary.Field> effects = new HashMap<>();
    for (Map.Entry<VarSymbol, Site> field : fields.entrySet()) {
      effects.put(
          field.getKey(),
          new Summary.Field(findings.endings(field.getValue()), findings.assigns(field.getKey())));
    }
    Set<Integer> held = findings.held();
    boolean known = held.size() <= 1 && !held.contains(Contents.MANY);
    return new Summary(
        contracts,
        used,
        effects,
        reuses(findings.reused()),
        known ? result(findings.returned()) : ResultContract.NOTHING,
        known && !held.isEmpty() ? held.iterator().next() : 0);
  }

  private Set<Integer> reuses(Set<Object> workspaces) {
    Set<Integer> indexes = new HashSet<>();
    for (Object workspace : workspaces) {
      if (workspace instanceof Integer receiver) {
        indexes.add(receiver);
      } else if (workspace instanceof Resource resource && sites.contains(resource.site())) {
        indexes.add(sites.indexOf(resource.site()));
      }
    }
    return indexes;
  }

  private static ParameterContract contract(Set<Status> endings) {
    if (Status.areOpen(endings)) {
      return ParameterContract.BORROWS;
    }
    if (endings.equals(Set.of(Status.CLOSED))) {
      return ParameterContract.CLOSES;
    }
    return Set.of(Status.MOVED, Status.KEPT, Status.HANDED_OVER).containsAll(endings)
            && !endings.isEmpty()
        ? ParameterContract.TAKES
        : ParameterContract.UNKNOWN;
  }

  private ResultContract result(Set<Value> returned) {
    ResultContract same = null;
    for (Value value : returned) {
      if (value != Value.Known.NULL) {
        ResultContract result = result(value);
        if (same != null && !agree(same, result)) {
          return ResultContract.NOTHING;
        }
        same = result;
      }
    }
    return same == null ? ResultContract.NOTHING : same;
  }

  /// Asks no record whether it equals another, which would be linked anew in each compilation.
  private static boolean agree(ResultContract one, ResultContract other) {
    return (one instanceof ResultContract.Argument first
            && other instanceof ResultContract.Argument second)
        ? first.index() == second.index()
        : one.getClass() == other.getClass();
  }

  private ResultContract result(Value value) {
    if (!(value instanceof Value.Held held)) {
      return ResultContract.NOTHING;
    }
    Site site = held.resource().site();
    if (site.isOwn()) {
      return ResultContract.OWNED;
    }
    int index = sites.indexOf(site);
    return index < 0 ? ResultContract.NOTHING : new ResultContract.Argument(index);
  }
}
