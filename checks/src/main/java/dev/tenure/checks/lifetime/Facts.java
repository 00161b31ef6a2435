package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import java.util.HashMap;
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
///
/// @param variables what is known of local variables; an absent one can hold anything
/// @param resources the resources that matter on this path
/// @param decided operands of `&&`, `||` and `!` that were evaluated in the current statement
/// @param tested conditions that came out before, and stay so until a variable in them changes
record Facts(
    Map<VariableElement, Value> variables,
    Map<Resource, Status> resources,
    Map<Tree, Boolean> decided,
    Map<Condition, Boolean> tested) {
  /// How many resources of one site are told apart; a loop that keeps more has a shape that cannot
  /// be followed.
  private static final int OLDEST = 3;

  static final Facts NONE = new Facts(Map.of(), Map.of(), Map.of(), Map.of());

  /// A condition by its text.
  ///
  /// @param text the condition as written
  /// @param variables the variables in it
  record Condition(String text, Set<VariableElement> variables) {}

  Value value(VariableElement variable) {
    return variables.getOrDefault(variable, Value.Known.UNKNOWN);
  }

  Optional<Status> status(Resource resource) {
    return Optional.ofNullable(resources.get(resource));
  }

  boolean isOpen(Resource resource) {
    return resources.get(resource) == Status.OPEN;
  }

  boolean isHeld(Resource resource) {
    return variables.containsValue(new Value.Held(resource));
  }

  Facts with(VariableElement variable, Value value) {
    Map<VariableElement, Value> changed =
        copy(variables, variable, value == Value.Known.UNKNOWN ? null : value);
    return new Facts(changed, resources, decided, forget(variable)).collected();
  }

  private Map<Condition, Boolean> forget(VariableElement variable) {
    if (tested.keySet().stream().noneMatch(condition -> condition.variables.contains(variable))) {
      return tested;
    }
    Map<Condition, Boolean> kept = new HashMap<>(tested);
    kept.keySet().removeIf(condition -> condition.variables.contains(variable));
    return kept;
  }

  Facts with(Resource resource, Status status) {
    return new Facts(variables, copy(resources, resource, status), decided, tested).collected();
  }

  Facts without(Resource resource) {
    return new Facts(variables, copy(resources, resource, null), decided, tested);
  }

  Facts decide(Tree condition, @Nullable Boolean outcome) {
    return new Facts(variables, resources, copy(decided, condition, outcome), tested);
  }

  Facts undecide() {
    return decided.isEmpty() ? this : new Facts(variables, resources, Map.of(), tested);
  }

  Facts test(Condition condition, boolean outcome) {
    return new Facts(variables, resources, decided, copy(tested, condition, outcome));
  }

  /// Makes every resource of a site one acquisition older, so that its newest place is free.
  Facts aged(Site site) {
    Map<Resource, Status> resourcesAged = new HashMap<>();
    resources.forEach((resource, status) -> {
      if (resource.site() != site) {
        resourcesAged.put(resource, status);
      } else if (resource.age() < OLDEST) {
        resourcesAged.put(resource.older(), status);
      }
    });
    Map<VariableElement, Value> variablesAged = new HashMap<>();
    variables.forEach((variable, value) -> {
      if (!(value instanceof Value.Held held) || held.resource().site() != site) {
        variablesAged.put(variable, value);
      } else if (held.resource().age() < OLDEST) {
        variablesAged.put(variable, new Value.Held(held.resource().older()));
      }
    });
    return new Facts(variablesAged, resourcesAged, decided, tested);
  }

  /// Forgets variables that are done with, except those that hold something open.
  Facts without(Predicate<VariableElement> done) {
    Map<VariableElement, Value> kept = new HashMap<>(variables);
    kept.entrySet().removeIf(entry -> done.test(entry.getKey()) && !holdsOpen(entry.getValue()));
    return kept.size() == variables.size()
        ? this
        : new Facts(kept, resources, decided, tested).collected();
  }

  private boolean holdsOpen(Value value) {
    return value instanceof Value.Held held && isOpen(held.resource());
  }

  private Facts collected() {
    Map<Resource, Status> kept = new HashMap<>(resources);
    kept.entrySet().removeIf(entry -> isDone(entry.getKey(), entry.getValue()));
    return kept.size() == resources.size() ? this : new Facts(variables, kept, decided, tested);
  }

  private boolean isDone(Resource resource, Status status) {
    return status != Status.OPEN && !resource.site().isParameter() && !isHeld(resource);
  }

  private static <K, V> Map<K, V> copy(Map<K, V> map, K key, @Nullable V value) {
    Map<K, V> changed = new HashMap<>(map);
    if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, value);
    }
    return changed;
  }
}
