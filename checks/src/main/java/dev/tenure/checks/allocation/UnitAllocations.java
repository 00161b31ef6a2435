package dev.tenure.checks.allocation;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the bodies of one compilation unit allocate, each looked through once.
final class UnitAllocations {
  private final CompilationUnitTree unit;
  private final Types types;
  private final Helpers helpers;
  private final Callees callees;
  private final Map<MethodTree, List<Event>> events = new HashMap<>();
  private final Map<MethodSymbol, Boolean> throwing = new HashMap<>();

  UnitAllocations(
      CompilationUnitTree unit, Promises promises, KnownAllocations known, Types types) {
    this.unit = unit;
    this.types = types;
    this.helpers = new Helpers(unit, types);
    this.callees = new Callees(promises, helpers, known, types);
  }

  boolean isOf(CompilationUnitTree other) {
    return unit == other;
  }

  List<Allocation> in(MethodTree method) {
    List<Allocation> found = new ArrayList<>();
    for (Event event : events(method)) {
      switch (event) {
        case Event.Allocates(Allocation.Direct allocation) -> found.add(allocation);
        case Event.Calls call ->
            first(call.helper(), new HashSet<>())
                .map(cause -> new Allocation.ByHelper(call.at(), cause))
                .ifPresent(found::add);
      }
    }
    return found;
  }

  private List<Event> events(MethodTree method) {
    List<Event> known = events.get(method);
    if (known == null) {
      known = BodyScan.of(method, callees, new Exits(types, this::alwaysThrows));
      events.put(method, known);
    }
    return known;
  }

  /// The first allocation that a call of a helper leads to, other than through helpers seen.
  private Optional<Allocation.Direct> first(MethodSymbol helper, Set<MethodSymbol> seen) {
    if (!seen.add(helper)) {
      return Optional.empty();
    }
    return helpers.bodies(helper).stream()
        .flatMap(body -> events(body).stream())
        .map(event -> first(event, seen))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Allocation.Direct> first(Event event, Set<MethodSymbol> seen) {
    return switch (event) {
      case Event.Allocates(Allocation.Direct allocation) -> Optional.of(allocation);
      case Event.Calls call -> first(call.helper(), seen);
    };
  }

  /// Whether no path of a method of this file returns. One that is being asked about may.
  private boolean alwaysThrows(MethodSymbol method) {
    Boolean known = throwing.get(method);
    if (known == null) {
      throwing.put(method, false);
      known = isThrowing(method);
      throwing.put(method, known);
    }
    return known;
  }

  private boolean isThrowing(MethodSymbol method) {
    boolean visible = helpers.declaration(method).isPresent();
    if (!visible || (Helpers.isOverridable(method) && !helpers.contain(method))) {
      return false;
    }
    Exits exits = new Exits(types, this::alwaysThrows);
    return helpers.bodies(method).stream()
        .allMatch(body -> exits.throwsAlways(body.getBody().getStatements()));
  }
}
