package dev.tenure.engine.grammar;

import dev.tenure.engine.grammar.Element.Bytes;
import dev.tenure.engine.grammar.Element.Reference;
import java.util.BitSet;
import java.util.List;

/// Finds rules that can begin with themselves, which a matcher would unfold for ever.
///
/// Rules mostly lead to later ones, so that going from the last to the first takes few rounds.
final class LeftRecursion {
  private final List<Rule> rules;
  private final BitSet nullable = new BitSet();

  LeftRecursion(List<Rule> rules) {
    this.rules = rules;
    int before;
    do {
      before = nullable.cardinality();
      for (int i = rules.size() - 1; i >= 0; i--) {
        if (rules.get(i).alternatives().stream().anyMatch(this::isNullable)) {
          nullable.set(i);
        }
      }
    } while (nullable.cardinality() > before);
  }

  private boolean isNullable(List<Element> sequence) {
    return sequence.stream().allMatch(this::isNullable);
  }

  private boolean isNullable(Element element) {
    return switch (element) {
      case Bytes _ -> false;
      case Reference(int rule) -> nullable.get(rule);
    };
  }

  /// Removes rules that begin with none that is left, until no more are found.
  void requireNone() {
    BitSet left = new BitSet();
    left.set(0, rules.size());
    int before;
    do {
      before = left.cardinality();
      for (int i = left.previousSetBit(rules.size()); i >= 0; i = left.previousSetBit(i - 1)) {
        if (!beginsWithOneOf(rules.get(i), left)) {
          left.clear(i);
        }
      }
    } while (left.cardinality() < before);
    if (!left.isEmpty()) {
      throw new GrammarException(
          "a rule can begin with itself; let it end with itself, or repeat with * or +");
    }
  }

  private boolean beginsWithOneOf(Rule rule, BitSet others) {
    for (List<Element> sequence : rule.alternatives()) {
      for (Element element : sequence) {
        if (element instanceof Reference(int first) && others.get(first)) {
          return true;
        }
        if (!isNullable(element)) {
          break;
        }
      }
    }
    return false;
  }
}
