package dev.tenure.checks.lifetime;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/// What the paths of a body showed.
final class Findings implements Events {
  private final Map<Site, Obligation> dropped = new LinkedHashMap<>();
  private final Map<Site, Obligation> droppedByThrow = new LinkedHashMap<>();
  private final Map<Site, String> names = new HashMap<>();
  private final Map<Site, Set<Tree>> discharges = new HashMap<>();
  private final Map<Site, Set<Status>> endings = new HashMap<>();
  private final Map<Site, FieldLeft> fieldsLeft = new LinkedHashMap<>();
  private final Map<Tree, VarSymbol> overwritten = new LinkedHashMap<>();
  private final Set<BorrowEnd> borrowEnds = new LinkedHashSet<>();
  private final Set<VarSymbol> assigned = new HashSet<>();
  private final MisuseCollector misuses = new MisuseCollector();
  private final Set<Integer> held = new HashSet<>();
  private final Set<Value> returned = new LinkedHashSet<>();
  private final Map<MemoryFault, Optional<Site>> memoryFaults = new LinkedHashMap<>();
  private final Set<Site> closed = new HashSet<>();
  private final Set<Site> moved = new HashSet<>();
  private final Set<Site> partlyWritten = new HashSet<>();
  private final Set<Object> reused = new HashSet<>();
  private final boolean constructor;
  private @Nullable Trace trace;

  /// Makes room for what paths show.
  ///
  /// @param constructor whether the body is that of a constructor, whose object nobody has if it
  ///   throws
  Findings(boolean constructor) {
    this.constructor = constructor;
  }

  void enter(@Nullable Trace entered) {
    trace = entered;
  }

  @Nullable Trace trace() {
    return trace;
  }

  /// The obligations that some path dropped: on a normal path, or else when something threw.
  List<Obligation> obligations() {
    List<Obligation> found = new ArrayList<>();
    for (Map.Entry<Site, Obligation> entry : dropped.entrySet()) {
      found.add(complete(entry.getKey(), entry.getValue()));
    }
    for (Map.Entry<Site, Obligation> entry : droppedByThrow.entrySet()) {
      if (!dropped.containsKey(entry.getKey())) {
        found.add(complete(entry.getKey(), entry.getValue()));
      }
    }
    if (found.size() > 1) {
      found.sort(Comparator.comparingInt(each -> ASTHelpers.getStartPosition(each.site())));
    }
    return found;
  }

  /// What the body does to resources that have ended.
  List<Misuse> misuses(BodySource source) {
    return misuses.found(source, names);
  }

  /// What the body ends without owning it.
  Set<BorrowEnd> borrowEnds() {
    return borrowEnds;
  }

  /// The assignments that overwrite a field which may still own something.
  Map<Tree, VarSymbol> overwritten() {
    return overwritten;
  }

  /// How a path left what a field holds behind, if one left it open.
  Optional<FieldLeft> left(Site field) {
    return Optional.ofNullable(fieldsLeft.get(field));
  }

  /// Whether some path assigns a field.
  boolean assigns(VarSymbol field) {
    return assigned.contains(field);
  }

  /// Whether a parameter is used while it is open.
  boolean uses(@Nullable Site parameter) {
    return parameter != null && misuses.uses(parameter);
  }

  /// How paths left the resource of a site behind when they returned.
  Set<Status> endings(Site site) {
    return endings.getOrDefault(site, Set.of());
  }

  /// What paths do wrong with memory, each place once, in the order of the source.
  List<MemoryFault> memoryFaults() {
    Set<Tree> places = new HashSet<>();
    List<MemoryFault> found = new ArrayList<>();
    for (Map.Entry<MemoryFault, Optional<Site>> entry : memoryFaults.entrySet()) {
      MemoryFault fault = entry.getKey();
      Optional<Site> site = entry.getValue();
      if ((site.isEmpty() || isCertain(fault, site.get())) && places.add(fault.at())) {
        found.add(fault);
      }
    }
    if (found.size() > 1) {
      found.sort(Comparator.comparingInt(fault -> ASTHelpers.getStartPosition(fault.at())));
    }
    return found;
  }

  /// An owner that goes elsewhere on some path keeps alive what is borrowed from it.
  private boolean isCertain(MemoryFault fault, Site site) {
    return switch (fault.kind()) {
      case READ_UNSPECIFIED, ACCUMULATED_UNSPECIFIED -> !partlyWritten.contains(site);
      default -> !moved.contains(site) && (!site.isOwn() || closed.contains(site));
    };
  }

  /// The workspaces that some path used again.
  Set<Object> reused() {
    return reused;
  }

  /// How many resources the records hold that paths returned.
  Set<Integer> held() {
    return held;
  }

  /// The values that paths returned.
  Set<Value> returned() {
    return returned;
  }

  private Obligation complete(Site site, Obligation obligation) {
    return new Obligation(
        obligation.site(),
        Optional.ofNullable(names.get(site)),
        obligation.ending(),
        obligation.onThrow(),
        obligation.path(),
        discharges.getOrDefault(site, Set.of()));
  }

  /// A path returned.
  void leave(Facts facts, @Nullable Trace end) {
    trace = end;
    for (Map.Entry<Resource, Status> entry : facts.resources().entrySet()) {
      Resource resource = entry.getKey();
      Site site = resource.site();
      noteEnding(site, entry.getValue());
      if (entry.getValue().isOpen() && site.isOwn()) {
        new Ledger(this).report(resource, ending(resource), facts);
      } else if (entry.getValue().isOpen() && site.kind() == Site.Kind.FIELD) {
        noteLeft(site, FieldLeft.returning(end));
      }
    }
  }

  private void noteEnding(Site site, Status status) {
    Set<Status> known = endings.get(site);
    if (known == null) {
      known = EnumSet.noneOf(Status.class);
      endings.put(site, known);
    }
    known.add(status);
  }

  private void noteLeft(Site field, FieldLeft left) {
    FieldLeft known = fieldsLeft.get(field);
    fieldsLeft.put(field, known == null ? left : known.worse(left));
  }

  /// A path was left by an exception.
  void leaveByThrow(Facts facts, @Nullable Trace end) {
    trace = end;
    for (Map.Entry<Resource, Status> entry : facts.resources().entrySet()) {
      Resource resource = entry.getKey();
      Status status = entry.getValue();
      Site site = resource.site();
      if (status.isOpen() && site.isOwn()) {
        new Ledger(this).report(resource, new Ending.Thrown(), facts);
      } else if (status == Status.KEPT && site.isOwn() && constructor) {
        dropped(resource, Status.OPEN_SINCE_THROW, new Ending.Thrown());
      } else if (status.isOpen() && site.kind() == Site.Kind.FIELD) {
        Tree thrower = firstFailedCloser(end);
        if (thrower != null) {
          noteLeft(site, FieldLeft.throwing(thrower));
        }
      }
    }
  }

  private static @Nullable Tree firstFailedCloser(@Nullable Trace end) {
    Tree first = null;
    for (Trace at = end; at != null; at = at.before()) {
      if (at.step() instanceof Step.Threw threw) {
        first = threw.byCloser() ? threw.tree() : null;
      }
    }
    return first;
  }

  private Ending ending(Resource resource) {
    return names.containsKey(resource.site()) ? new Ending.LeftOpen() : new Ending.Discarded();
  }

  @Override
  public void held(Resource resource, VariableElement variable) {
    String name = variable.getSimpleName().toString();
    if (SourceVersion.isIdentifier(name)) { // the graph's own variables have other names
      names.putIfAbsent(resource.site(), name);
    }
  }

  @Override
  public void discharged(Resource resource, Status how, Tree at) {
    (how == Status.CLOSED ? closed : moved).add(resource.site());
    Set<Tree> known = discharges.get(resource.site());
    if (known == null) {
      known = new LinkedHashSet<>();
      discharges.put(resource.site(), known);
    }
    known.add(at);
  }

  @Override
  public void dropped(Resource resource, Status status, Ending ending) {
    Tree tree = resource.site().tree();
    boolean onThrow = status == Status.OPEN_SINCE_THROW;
    Map<Site, Obligation> known = onThrow ? droppedByThrow : dropped;
    if (!known.containsKey(resource.site())) {
      List<Step> path = Trace.since(tree, trace);
      known.put(
          resource.site(), new Obligation(tree, Optional.empty(), ending, onThrow, path, Set.of()));
    }
  }

  @Override
  public void ended(Resource resource, Tree at, Step.End how) {
    trace = Trace.append(trace, misuses.ended(resource, at, how));
  }

  @Override
  public void used(Resource resource) {
    misuses.used(resource.site());
  }

  @Override
  public void misused(Resource resource, Tree at, Misuse.Kind kind) {
    misuses.add(resource, at, kind, trace);
  }

  @Override
  public void endedInTry(Resource resource, Tree at, TryTree end) {
    misuses.addInTry(resource, at, end);
  }

  @Override
  public void wrapped(Resource resource) {
    misuses.wrapped(resource.site());
  }

  @Override
  public void borrowEnded(BorrowEnd end) {
    borrowEnds.add(end);
  }

  @Override
  public void overwritten(VarSymbol field, Tree at) {
    overwritten.put(at, field);
  }

  @Override
  public void assigned(VarSymbol field) {
    assigned.add(field);
  }

  @Override
  public void faulty(MemoryFault fault, @Nullable Site unless) {
    memoryFaults.putIfAbsent(fault, Optional.ofNullable(unless));
  }

  @Override
  public void partlyWritten(Site site) {
    partlyWritten.add(site);
  }

  @Override
  public void reused(Object workspace) {
    reused.add(workspace);
  }

  @Override
  public void closedAfterReturn(Resource resource) {
    for (Trace turn = trace; turn != null; turn = turn.before()) {
      if (turn.step() instanceof Step.Returned returned) {
        Tree site = resource.site().tree();
        faulty(new MemoryFault(returned.tree(), MemoryFault.Kind.RETURNED, site, null), null);
        return;
      }
      if (turn.step() instanceof Step.Threw) {
        return;
      }
    }
  }

  @Override
  public void returned(Value value, int holds) {
    returned.add(value);
    if (value instanceof Value.Held) {
      held.add(holds);
    }
  }
}
