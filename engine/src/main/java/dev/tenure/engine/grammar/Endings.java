package dev.tenure.engine.grammar;

import dev.tenure.engine.grammar.Element.Bytes;
import dev.tenure.engine.grammar.Element.Reference;
import java.util.BitSet;
import java.util.List;

/// Finds out whether a text of a grammar ever ends, since a model would write another one until it
/// is stopped.
///
/// Rules mostly lead to later ones, so that going from the last to the first takes few rounds.
final class Endings {
  private final BitSet ending = new BitSet();

  Endings(List<Rule> rules) {
    int before;
    do {
      before = ending.cardinality();
      for (int i = rules.size() - 1; i >= 0; i--) {
        if (!ending.get(i)) {
          ending.set(i, ends(rules.get(i)));
        }
      }
    } while (ending.cardinality() > before);
  }

  private boolean ends(Rule rule) {
    return rule.alternatives().stream().anyMatch(all -> all.stream().allMatch(this::ends));
  }

  private boolean ends(Element element) {
    return switch (element) {
      case Bytes _ -> true;
      case Reference(int rule) -> ending.get(rule);
    };
  }

  /// Checks that a text of a rule can end.
  void require(int rule) {
    if (!ending.get(rule)) {
      throw new GrammarException(
          "no text of it ever ends, because something always holds itself again; make it optional");
    }
  }
}
