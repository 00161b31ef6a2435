package dev.tenure.memory;

import java.util.List;
import java.util.Locale;

/// Tensors that were rented at one place and became unreachable without being closed.
///
/// @param site where they were rented: class, method, file and line
/// @param stack how the program came there at one of these rents, innermost call first
/// @param count how many leaked so far
/// @param bytes how much memory they had together
/// @param scoped whether they belonged to a scope, which then was not closed
public record LeakReport(
    String site, List<StackTraceElement> stack, long count, long bytes, boolean scoped) {
  /// Copies the stack.
  public LeakReport {
    stack = List.copyOf(stack);
  }

  /// Returns the check of the compiler plugin that finds such a leak before the program runs.
  ///
  /// @return its name, which is that of its page
  public String check() {
    return "PooledNotClosed";
  }

  /// Describes the leak for people.
  ///
  /// @return a sentence or two, then the stack, a line each
  public String describe() {
    String advice =
        scoped
            ? "They belong to a scope that was not closed: the check %s finds where it was opened."
            : "The check %s finds such a place when it is compiled, as PooledNotClosedOnException"
                + " does where only an exception leads past the close.";
    StringBuilder lines = new StringBuilder();
    lines.append(
        String.format(
            Locale.ROOT,
            "%,d tensors of %,d bytes rented at %s became unreachable without being closed; their"
                + " memory is taken back. "
                + advice,
            count,
            bytes,
            site,
            check()));
    stack.forEach(frame -> lines.append("\n    at ").append(frame));
    return lines.toString();
  }
}
