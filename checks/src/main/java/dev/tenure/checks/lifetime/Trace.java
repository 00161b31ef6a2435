package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The turns that a path took, latest first: a list that paths with the same beginning share.
///
/// @param step the latest turn
/// @param before the turns before it; null at the beginning of the body
record Trace(Step step, @Nullable Trace before) {
  static @Nullable Trace append(@Nullable Trace before, Step step) {
    return new Trace(step, before);
  }

  /// Returns the turns since a site last acquired, in order.
  static List<Step> since(Tree acquisition, @Nullable Trace end) {
    Deque<Step> steps = new ArrayDeque<>();
    for (Trace at = end; at != null; at = at.before) {
      if (at.step instanceof Step.Acquired acquired && acquired.tree() == acquisition) {
        break;
      }
      steps.addFirst(at.step);
    }
    return List.copyOf(steps);
  }
}
