package dev.tenure.engine.grammar;

import dev.tenure.engine.grammar.Element.Bytes;
import dev.tenure.engine.grammar.Element.Reference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How far a text has come in a grammar: all the places where it may be.
///
/// Places are kept side by side, so that no choice is ever taken back. Immutable; equal states
/// allow the same.
public final class GrammarState {
  private final Grammar grammar;

  /// Places before a byte.
  private final Set<StackNode> places;

  private final boolean complete;

  private GrammarState(Grammar grammar, Set<StackNode> places, boolean complete) {
    this.grammar = grammar;
    this.places = places;
    this.complete = complete;
  }

  static GrammarState of(Grammar grammar, Reference root) {
    Unfolding unfolding = new Unfolding(grammar);
    unfolding.add(new StackNode(List.of(root), 0, null));
    return unfolding.finish();
  }

  /// Reads a byte.
  ///
  /// @param value the next one
  /// @return the state after it, which [is dead][#isDead] if it is not allowed
  public GrammarState read(byte value) {
    int unsigned = Byte.toUnsignedInt(value);
    Unfolding unfolding = new Unfolding(grammar);
    for (StackNode place : places) {
      if (place.sequence.get(place.index) instanceof Bytes(int from, int to)
          && from <= unsigned
          && unsigned <= to) {
        unfolding.add(new StackNode(place.sequence, place.index + 1, place.rest));
      }
    }
    return unfolding.finish();
  }

  /// Tells whether the text may end here.
  ///
  /// @return whether it is all of what the grammar asks for
  public boolean isComplete() {
    return complete;
  }

  /// Tells whether the text can neither end here nor go on.
  ///
  /// @return whether it is not allowed
  public boolean isDead() {
    return places.isEmpty() && !complete;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GrammarState state
        && complete == state.complete
        && places.equals(state.places);
  }

  @Override
  public int hashCode() {
    return places.hashCode() * 2 + (complete ? 1 : 0);
  }

  /// Goes from places to the bytes that may come next there.
  private static final class Unfolding {
    private final Grammar grammar;
    private final Set<StackNode> seen = new LinkedHashSet<>();
    private final Set<StackNode> places = new LinkedHashSet<>();
    private final Deque<StackNode> open = new ArrayDeque<>();
    private boolean complete;

    Unfolding(Grammar grammar) {
      this.grammar = grammar;
    }

    void add(StackNode node) {
      if (seen.add(node)) {
        open.add(node);
      }
    }

    GrammarState finish() {
      while (!open.isEmpty()) {
        unfold(open.remove());
      }
      return new GrammarState(grammar, places, complete);
    }

    private void unfold(StackNode node) {
      if (node.index == node.sequence.size()) {
        if (node.rest == null) {
          complete = true;
        } else {
          add(node.rest);
        }
        return;
      }
      switch (node.sequence.get(node.index)) {
        case Bytes _ -> places.add(node);
        case Reference(int rule) -> {
          StackNode rest = after(node);
          for (List<Element> alternative : grammar.rule(rule).alternatives()) {
            add(new StackNode(alternative, 0, rest));
          }
        }
      }
    }

    /// Nothing is kept of a sequence that is over, so that repetition does not grow the rest.
    private static @Nullable StackNode after(StackNode node) {
      return node.index + 1 == node.sequence.size()
          ? node.rest
          : new StackNode(node.sequence, node.index + 1, node.rest);
    }
  }
}
