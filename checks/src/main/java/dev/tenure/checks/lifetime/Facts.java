package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/// What is known on one path: what the variables hold, what became of the resources, and how the
/// conditions came out. Immutable; equal facts make paths equal.
///
/// A resource that is not open is forgotten as soon as no variable holds it.
final class Facts {
  /// How many resources of one site are told apart; a loop that keeps more has a shape that cannot
  /// be followed.
  private static final int OLDEST = 3;

  static final Facts NONE =
      new Facts(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Set.of());

  private final Map<VariableElement, Value> variables;
  private final Map<Resource, Status> resources;
  private final Map<Resource, Contents> contents;
  private final Map<Resource, Resource> around;
  private final Map<Tree, Boolean> decided;
  private final Map<Condition, Boolean> tested;
  private final Set<Resource> unspecified;
  private int hash;

  /// Holds what is known.
  ///
  /// @param variables what is known of local variables, and of fields of the object that the body
  ///   runs on; an absent one can hold anything
  /// @param resources the resources that matter on this path
  /// @param contents what the containers among them own
  /// @param around what some of them live in
  /// @param decided operands of `&&`, `||` and `!` that were evaluated in the current statement
  /// @param tested conditions that came out before, and stay so until a variable in them changes
  /// @param unspecified the memory of which this path has not written anything
  private Facts(
      Map<VariableElement, Value> variables,
      Map<Resource, Status> resources,
      Map<Resource, Contents> contents,
      Map<Resource, Resource> around,
      Map<Tree, Boolean> decided,
      Map<Condition, Boolean> tested,
      Set<Resource> unspecified) {
    this.variables = variables;
    this.resources = resources;
    this.contents = contents;
    this.around = around;
    this.decided = decided;
    this.tested = tested;
    this.unspecified = unspecified;
  }

  /// A condition by its text.
  ///
  /// @param text the condition as written
  /// @param variables the variables in it
  record Condition(String text, Set<VariableElement> variables) {
    // Written out, because what the JVM makes for a record is linked anew in each compilation.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Condition condition
          && text.equals(condition.text)
          && variables.equals(condition.variables);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  Map<Resource, Status> resources() {
    return resources;
  }

  Map<Tree, Boolean> decided() {
    return decided;
  }

  Map<Condition, Boolean> tested() {
    return tested;
  }

  Value value(VariableElement variable) {
    return variables.getOrDefault(variable, Value.Known.UNKNOWN);
  }

  Optional<Status> status(Resource resource) {
    return Optional.ofNullable(resources.get(resource));
  }

  boolean isOpen(Resource resource) {
    Status status = resources.get(resource);
    return status != null && status.isOpen();
  }

  /// Whether a resource is known to be in some state.
  boolean is(Resource resource, Status status) {
    return resources.get(resource) == status;
  }

  boolean isHeld(Resource resource) {
    for (Value value : variables.values()) {
      if (value instanceof Value.Held held && held.resource().equals(resource)) {
        return true;
      }
    }
    return false;
  }

  /// A variable of some kind that has a value.
  Optional<VariableElement> holder(Value value, Predicate<VariableElement> kind) {
    return variables.entrySet().stream()
        .filter(entry -> entry.getValue().equals(value) && kind.test(entry.getKey()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// Whether something lives in it, or a variable holds it or what is borrowed from it.
  private boolean isMentioned(Resource resource) {
    if (around.containsValue(resource)) {
      return true;
    }
    for (Value value : variables.values()) {
      if (resource.equals(value.resource())) {
        return true;
      }
    }
    return false;
  }

  /// What a container owns; nothing if it is none, or empty.
  Optional<Contents> contents(Resource container) {
    return Optional.ofNullable(contents.get(container));
  }

  /// What a resource lives in, if that is known: it is of no use after the end of that.
  @Nullable Resource around(Resource resource) {
    return around.get(resource);
  }

  /// A resource lives in another one.
  Facts inside(Resource resource, Resource outer) {
    return new Facts(
        variables,
        resources,
        contents,
        copy(around, resource, outer),
        decided,
        tested,
        unspecified);
  }

  /// The containers that own something from a site.
  Set<Resource> containersOf(Site site) {
    Set<Resource> found = new HashSet<>();
    for (Map.Entry<Resource, Contents> entry : contents.entrySet()) {
      if (entry.getValue().sites().contains(site)) {
        found.add(entry.getKey());
      }
    }
    return found;
  }

  Facts with(VariableElement variable, Value value) {
    Map<VariableElement, Value> changed =
        copy(variables, variable, value == Value.Known.UNKNOWN ? null : value);
    return new Facts(changed, resources, contents, around, decided, forget(variable), unspecified)
        .collected();
  }

  /// Forgets what variables hold.
  Facts forgetting(Predicate<Value> values) {
    Map<VariableElement, Value> kept = new HashMap<>(variables);
    kept.values().removeIf(values);
    return kept.size() == variables.size()
        ? this
        : new Facts(kept, resources, contents, around, decided, tested, unspecified).collected();
  }

  private Map<Condition, Boolean> forget(VariableElement variable) {
    Map<Condition, Boolean> kept = tested;
    for (Condition condition : tested.keySet()) {
      if (condition.variables.contains(variable)) {
        kept = copy(kept, condition, null);
      }
    }
    return kept;
  }

  Facts with(Resource resource, Status status) {
    Map<Resource, Contents> owned =
        status.isOpen() || !contents.containsKey(resource)
            ? contents
            : copy(contents, resource, null);
    return new Facts(
            variables,
            copy(resources, resource, status),
            owned,
            around,
            decided,
            tested,
            unspecified)
        .collected();
  }

  Facts with(Resource container, Contents owned) {
    return new Facts(
        variables,
        resources,
        copy(contents, container, owned),
        around,
        decided,
        tested,
        unspecified);
  }

  /// Something threw: whatever is open now was open before.
  Facts thrown() {
    if (!resources.containsValue(Status.OPEN)) {
      return this;
    }
    Map<Resource, Status> changed = new HashMap<>(resources);
    for (Map.Entry<Resource, Status> entry : changed.entrySet()) {
      if (entry.getValue() == Status.OPEN) {
        entry.setValue(Status.OPEN_SINCE_THROW);
      }
    }
    return new Facts(variables, changed, contents, around, decided, tested, unspecified);
  }

  Facts without(Resource resource) {
    return new Facts(
        variables,
        copy(resources, resource, null),
        copy(contents, resource, null),
        withoutAround(resource),
        decided,
        tested,
        unspecified);
  }

  Facts decide(Tree condition, @Nullable Boolean outcome) {
    return new Facts(
        variables,
        resources,
        contents,
        around,
        copy(decided, condition, outcome),
        tested,
        unspecified);
  }

  Facts undecide() {
    return decided.isEmpty()
        ? this
        : new Facts(variables, resources, contents, around, Map.of(), tested, unspecified);
  }

  Facts test(Condition condition, boolean outcome) {
    return new Facts(
        variables,
        resources,
        contents,
        around,
        decided,
        copy(tested, condition, outcome),
        unspecified);
  }

  /// Makes every resource of a site one acquisition older, so that its newest place is free.
  Facts aged(Site site) {
    Map<VariableElement, Value> variablesAged = new HashMap<>();
    for (Map.Entry<VariableElement, Value> entry : variables.entrySet()) {
      Value value = entry.getValue();
      if (value.resource() == null || value.resource().site() != site) {
        variablesAged.put(entry.getKey(), value);
      } else if (value.resource().age() < OLDEST) {
        variablesAged.put(entry.getKey(), value.older());
      }
    }
    return new Facts(
        variablesAged,
        aged(resources, site),
        aged(contents, site),
        agedAround(site),
        decided,
        tested,
        aged(unspecified, site));
  }

  private Map<Resource, Resource> agedAround(Site site) {
    if (around.isEmpty()) {
      return around;
    }
    Map<Resource, Resource> aged = new HashMap<>();
    for (Map.Entry<Resource, Resource> entry : around.entrySet()) {
      Resource inner = aged(entry.getKey(), site);
      Resource outer = aged(entry.getValue(), site);
      if (inner.age() <= OLDEST && outer.age() <= OLDEST) {
        aged.put(inner, outer);
      }
    }
    return aged;
  }

  private static Resource aged(Resource resource, Site site) {
    return resource.site() == site ? resource.older() : resource;
  }

  private static Set<Resource> aged(Set<Resource> set, Site site) {
    Set<Resource> aged = new HashSet<>();
    for (Resource resource : set) {
      if (resource.site() != site) {
        aged.add(resource);
      } else if (resource.age() < OLDEST) {
        aged.add(resource.older());
      }
    }
    return aged;
  }

  /// Whether this path has not written anything to a resource's memory.
  boolean isUnspecified(Resource root) {
    return unspecified.contains(root);
  }

  boolean hasUnspecified() {
    return !unspecified.isEmpty();
  }

  /// A resource's memory is new, and holds whatever was there before.
  Facts unspecified(Resource root) {
    Set<Resource> more = new HashSet<>(unspecified);
    more.add(root);
    return new Facts(variables, resources, contents, around, decided, tested, more);
  }

  /// Something was written to a resource's memory.
  Facts written(Resource root) {
    if (!unspecified.contains(root)) {
      return this;
    }
    Set<Resource> less = new HashSet<>(unspecified);
    less.remove(root);
    return new Facts(variables, resources, contents, around, decided, tested, less);
  }

  /// A workspace is used again: what it gave before is not valid any more.
  Facts reused(Object workspace, Tree by) {
    Map<VariableElement, Value> changed = new HashMap<>(variables);
    changed.replaceAll((variable, value) ->
        value instanceof Value.Lent lent && workspace.equals(lent.workspace())
            ? new Value.Stale(lent.at(), by)
            : value);
    return new Facts(changed, resources, contents, around, decided, tested, unspecified);
  }

  /// Whether a variable holds the result of a workspace.
  boolean hasWorkspace() {
    for (Value value : variables.values()) {
      if (value instanceof Value.Lent lent && lent.workspace() != null) {
        return true;
      }
    }
    return false;
  }

  private static <V> Map<Resource, V> aged(Map<Resource, V> map, Site site) {
    Map<Resource, V> aged = new HashMap<>();
    for (Map.Entry<Resource, V> entry : map.entrySet()) {
      Resource resource = entry.getKey();
      if (resource.site() != site) {
        aged.put(resource, entry.getValue());
      } else if (resource.age() < OLDEST) {
        aged.put(resource.older(), entry.getValue());
      }
    }
    return aged;
  }

  /// Forgets variables that are done with, except those that hold something open.
  Facts without(Predicate<VariableElement> done) {
    Map<VariableElement, Value> kept = variables;
    for (Map.Entry<VariableElement, Value> entry : variables.entrySet()) {
      if (done.test(entry.getKey()) && !holdsOpen(entry.getValue())) {
        kept = copy(kept, entry.getKey(), null);
      }
    }
    return kept.size() == variables.size()
        ? this
        : new Facts(kept, resources, contents, around, decided, tested, unspecified).collected();
  }

  private boolean holdsOpen(Value value) {
    return value instanceof Value.Held held && isOpen(held.resource());
  }

  private Facts collected() {
    Map<Resource, Status> kept = resources;
    for (Map.Entry<Resource, Status> entry : resources.entrySet()) {
      if (isDone(entry.getKey(), entry.getValue())) {
        kept = copy(kept, entry.getKey(), null);
      }
    }
    if (kept.size() == resources.size()) {
      return this;
    }
    Map<Resource, Contents> owned = new HashMap<>(contents);
    owned.keySet().retainAll(kept.keySet());
    return new Facts(variables, kept, owned, stillAround(kept), decided, tested, unspecified);
  }

  private Map<Resource, Resource> withoutAround(Resource gone) {
    if (around.isEmpty()) {
      return around;
    }
    Map<Resource, Resource> kept = new HashMap<>(around);
    kept.remove(gone);
    kept.values().removeIf(gone::equals);
    return kept;
  }

  private Map<Resource, Resource> stillAround(Map<Resource, Status> kept) {
    if (around.isEmpty()) {
      return around;
    }
    Map<Resource, Resource> still = new HashMap<>(around);
    still.keySet().retainAll(kept.keySet());
    return still;
  }

  private boolean isDone(Resource resource, Status status) {
    if (resource.site().isReported() || status == Status.EMPTY) {
      return false;
    }
    Site container = resource.site().container();
    return container == null
        ? !status.isOpen() && !isMentioned(resource)
        : !isElement(resource, status, new Resource(container, 0)) && !isMentioned(resource);
  }

  /// Whether an element still counts: as part of what is to be closed, or as one that is closed and
  /// may be read again.
  private boolean isElement(Resource element, Status status, Resource container) {
    return isOpen(container)
        || (status == Status.CLOSED
            && element.age() == 0
            && element.site().isCertain()
            && !element.site().isReadInLoop()
            && isMentioned(container));
  }

  /// Forgets empty containers that no variable holds. Called between statements, since what a
  /// statement creates is not held before its end.
  Facts swept() {
    if (!resources.containsValue(Status.EMPTY)) {
      return this;
    }
    Map<Resource, Status> kept = new HashMap<>(resources);
    kept.entrySet()
        .removeIf(entry -> entry.getValue() == Status.EMPTY && !isMentioned(entry.getKey()));
    return new Facts(variables, kept, contents, around, decided, tested, unspecified);
  }

  private static <K, V> Map<K, V> copy(Map<K, V> map, K key, @Nullable V value) {
    if (value == null && !map.containsKey(key)) {
      return map;
    }
    Map<K, V> changed = new HashMap<>(map);
    if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, value);
    }
    return changed;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Facts facts
        && hashCode() == facts.hashCode()
        && variables.equals(facts.variables)
        && resources.equals(facts.resources)
        && contents.equals(facts.contents)
        && around.equals(facts.around)
        && decided.equals(facts.decided)
        && tested.equals(facts.tested)
        && unspecified.equals(facts.unspecified);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash =
          31 * (31 * (31 * variables.hashCode() + resources.hashCode()) + contents.hashCode())
              + 31 * around.hashCode()
              + 31 * decided.hashCode()
              + 31 * tested.hashCode()
              + unspecified.hashCode();
    }
    return hash;
  }
}
