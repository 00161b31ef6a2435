package dev.tenure.engine.grammar;

import java.util.List;

/// What a rule may be: one of several sequences.
record Rule(List<List<Element>> alternatives) {
  Rule {
    alternatives = alternatives.stream().map(List::copyOf).toList();
  }
}
