package dev.tenure.engine.grammar;

/// Thrown when a text is no grammar.
public final class GrammarException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  GrammarException(String problem) {
    super(problem);
  }
}
