package dev.tenure.checks.lifetime;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.checkerframework.errorprone.dataflow.cfg.node.LocalVariableNode;
import org.checkerframework.errorprone.dataflow.cfg.node.Node;
import org.checkerframework.errorprone.dataflow.cfg.node.TypeCastNode;

/// Keeps track of how long the words that read an element of a container mean the same element.
final class Elements {
  private Elements() {}

  /// A container changed, or has a successor from the same place: what its elements were read as
  /// before says nothing of what is read now.
  static Facts changed(Site container, Facts facts) {
    Facts changed = changed(site -> site.container() == container, facts);
    Resource newest = new Resource(container, 0);
    return changed.is(newest, Status.CLOSED) ? changed.with(newest, Status.LOOKS_CLOSED) : changed;
  }

  /// What some words read changed.
  static Facts changed(Predicate<Site> elements, Facts facts) {
    Set<Site> found = new HashSet<>();
    for (Resource resource : facts.resources().keySet()) {
      if (resource.site().container() != null
          && resource.age() == 0
          && elements.test(resource.site())) {
        found.add(resource.site());
      }
    }
    Facts changed = facts;
    for (Site site : found) {
      changed = site.isReadInLoop() ? ended(new Resource(site, 0), changed) : changed.aged(site);
    }
    return changed;
  }

  /// The loop still counts it among those that ended, but the same words may read another now.
  private static Facts ended(Resource element, Facts facts) {
    return facts.is(element, Status.CLOSED) ? facts.with(element, Status.MOVED) : facts;
  }

  /// An element was closed by words that somebody else may give another meaning at any time.
  static Facts closed(Node read, Resource element, Facts facts) {
    return element.site().container() == null || isVariable(read) || element.site().isCertain()
        ? facts
        : ended(element, facts);
  }

  /// Whether an expression that gave a resource names the same one as before.
  static boolean isSame(Node node, Resource resource, Facts facts) {
    Site container = resource.site().container();
    return container == null
        || isVariable(node)
        || (resource.site().isCertain() && isKnown(new Resource(container, 0), facts));
  }

  private static boolean isKnown(Resource container, Facts facts) {
    return facts.isOpen(container) || facts.is(container, Status.CLOSED);
  }

  private static boolean isVariable(Node node) {
    return node instanceof LocalVariableNode
        || (node instanceof TypeCastNode cast && isVariable(cast.getOperand()));
  }
}
