package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import java.util.Optional;

/// Books what becomes of resources on a path, and tells who listens.
final class Ledger {
  private final Events events;

  Ledger(Events events) {
    this.events = events;
  }

  /// Books the acquisition of a resource; one that the same place acquired before becomes older.
  Facts acquire(Site site, Status status, Facts facts) {
    Resource newest = new Resource(site, 0);
    Facts room = facts;
    Optional<Status> before = facts.status(newest);
    if (before.isPresent()) {
      boolean unheld = before.get().isOpen() && !facts.isHeld(newest);
      room = unheld ? drop(newest, new Ending.Discarded(), facts) : facts;
      room = room.aged(site);
    }
    return room.with(newest, status);
  }

  /// Books that an open resource ended or moved.
  Facts settle(Value value, Status status, Tree at, Facts facts) {
    if (!(value instanceof Value.Held held)) {
      return facts;
    }
    Resource resource = held.resource();
    Optional<Status> before = facts.status(resource);
    if (before.isEmpty()) {
      return facts;
    }
    if (before.get().isOpen()) {
      events.discharged(resource, status, at);
      return outOfContainer(resource, status, facts.with(resource, status));
    }
    return switch (before.get()) {
      case MOVED -> closedAgain(resource, status, facts);
      case KEPT -> facts.with(resource, status);
      case EMPTY -> status == Status.CLOSED ? facts : facts.with(resource, status);
      default -> facts;
    };
  }

  /// An element that ended is one less to close; one that went elsewhere leaves nobody sure of the
  /// rest.
  private static Facts outOfContainer(Resource element, Status status, Facts facts) {
    Site site = element.site().container();
    if (site == null) {
      return facts;
    }
    Resource container = new Resource(site, 0);
    return facts.isOpen(container) ? taken(container, status, lastOf(element), facts) : facts;
  }

  /// Words that read an element read another one since it was closed.
  private static Facts closedAgain(Resource resource, Status status, Facts facts) {
    return resource.site().container() != null && status == Status.CLOSED
        ? outOfContainer(resource, status, facts.with(resource, status))
        : outOfContainers(resource, status, facts);
  }

  private static Facts outOfContainers(Resource element, Status status, Facts facts) {
    Facts changed = facts.with(element, status);
    for (Resource container : facts.containersOf(element.site())) {
      changed = taken(container, status, Status.CLOSED, changed);
    }
    return changed;
  }

  /// What a container is after the last that was counted: a loop may have read one of them twice.
  private static Status lastOf(Resource element) {
    return element.site().isCertain() && !element.site().isReadInLoop()
        ? Status.CLOSED
        : Status.LOOKS_CLOSED;
  }

  private static Facts taken(Resource container, Status status, Status last, Facts facts) {
    Optional<Contents> owned = facts.contents(container);
    if (status != Status.CLOSED || owned.isEmpty()) {
      return facts.with(container, Status.ESCAPED);
    }
    Contents left = owned.get().without();
    return left.count() == 0 ? facts.with(container, last) : facts.with(container, left);
  }

  /// Drops what a variable held before, if nothing else holds it.
  Facts dropUnheld(Value old, Facts facts, Ending ending) {
    if (old instanceof Value.Held held
        && facts.isOpen(held.resource())
        && !facts.isHeld(held.resource())
        && held.resource().site().isOwn()) {
      return drop(held.resource(), ending, facts);
    }
    return facts;
  }

  Facts drop(Resource resource, Ending ending, Facts facts) {
    report(resource, ending, facts);
    return facts.without(resource);
  }

  /// Reports what a path drops: a container's contents where they were acquired.
  void report(Resource resource, Ending ending, Facts facts) {
    Status status = facts.status(resource).orElse(Status.OPEN);
    Optional<Contents> owned = facts.contents(resource);
    if (owned.isEmpty()) {
      events.dropped(resource, status, ending);
      return;
    }
    for (Site site : owned.get().sites()) {
      if (site == resource.site()) {
        events.dropped(resource, status, ending);
      } else if (site.isOwn()) {
        Ending inside = new Ending.InContainer(resource.site().tree(), ending);
        events.dropped(new Resource(site, 0), status, inside);
      }
    }
  }
}
