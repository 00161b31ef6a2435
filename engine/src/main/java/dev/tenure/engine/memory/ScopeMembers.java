package dev.tenure.engine.memory;

import dev.tenure.annotations.Pooled;
import org.jspecify.annotations.Nullable;

/// What a scope owns, in the order in which it came. Not thread-safe.
///
/// The members are the links of the list themselves: a rent of a scope allocates no more than one
/// of a pool.
final class ScopeMembers {
  private @Nullable ScopeMember last;

  /// Returns the member that came last, if there is one.
  @Nullable ScopeMember last() {
    return last;
  }

  void add(@Pooled ScopeMember member) {
    member.setBefore(last);
    last = member;
  }

  /// Takes the member off the list that came last, if there is one, and returns it.
  @Nullable ScopeMember removeLast() {
    ScopeMember removed = last;
    if (removed != null) {
      last = removed.before();
      removed.setBefore(null); // or whoever keeps it would keep all that came before it, too
    }
    return removed;
  }

  /// Takes a member off the list, wherever it is; most are young, so the search begins at the end.
  void remove(ScopeMember member) {
    if (last == member) {
      removeLast();
      return;
    }
    for (ScopeMember after = last; after != null; after = after.before()) {
      if (after.before() == member) {
        after.setBefore(member.before());
        member.setBefore(null);
        return;
      }
    }
  }
}
