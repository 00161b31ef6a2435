package dev.tenure.checks.lifetime;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The open resources that a collection or array was given.
///
/// @param sites where they were acquired
/// @param count how many there are, as far as it is counted
record Contents(Set<Site> sites, int count) {
  /// Of a place that adds more than this, nobody counts how many: it stands in a loop.
  private static final int LOOPED = 3;

  /// Stands for more than anybody counted.
  static final int MANY = Integer.MAX_VALUE;

  Contents {
    sites = Set.copyOf(sites);
  }

  // Written out, because what the JVM makes for a record is linked anew in each compilation.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Contents contents
        && count == contents.count
        && sites.equals(contents.sites);
  }

  @Override
  public int hashCode() {
    return 31 * sites.hashCode() + count;
  }

  static Contents of(Site site) {
    return new Contents(Set.of(site), 1);
  }

  static Contents many(Site site) {
    return of(site, MANY);
  }

  static Contents of(Site site, int count) {
    return new Contents(Set.of(site), count);
  }

  Contents with(Site site) {
    Set<Site> more = new HashSet<>(sites);
    more.add(site);
    boolean repeated = more.size() == sites.size() || count > sites.size();
    boolean uncounted = count == MANY || (count >= LOOPED && repeated);
    return new Contents(more, uncounted ? MANY : count + 1);
  }

  /// The same, of which no more than some are left.
  Contents atMost(int most) {
    return new Contents(sites, Math.min(count, most));
  }

  /// What is left when one was closed; those that nobody counted never run out.
  Contents without() {
    return new Contents(sites, count == MANY ? MANY : count - 1);
  }
}
