package dev.tenure.checks.lifetime;

import java.util.HashSet;
import java.util.Set;

/// The open resources that a collection or array was given.
///
/// @param sites where they were acquired
/// @param count how many there are, as far as it is counted
record Contents(Set<Site> sites, int count) {
  /// Counting stops here: what a loop adds is this many.
  static final int MANY = 4;

  Contents {
    sites = Set.copyOf(sites);
  }

  static Contents of(Site site) {
    return new Contents(Set.of(site), 1);
  }

  static Contents many(Site site) {
    return new Contents(Set.of(site), MANY);
  }

  Contents with(Site site) {
    Set<Site> more = new HashSet<>(sites);
    more.add(site);
    return new Contents(more, Math.min(count + 1, MANY));
  }

  /// What is left when one was closed; those that nobody counted never run out.
  Contents without() {
    return new Contents(sites, count == MANY ? MANY : count - 1);
  }
}
