package dev.tenure.engine.tokenizer;

/// Something that was said in a conversation. Immutable.
///
/// @param role who said it
/// @param text what was said
public record ChatMessage(Role role, String text) {
  /// Who speaks in a conversation.
  public enum Role {
    /// Who says how the assistant shall be: the first message, if any.
    SYSTEM("system"),
    /// Who asks.
    USER("user"),
    /// Who answers: the model.
    ASSISTANT("assistant");

    private final String word;

    Role(String word) {
      this.word = word;
    }

    /// Returns what the formats call it.
    String word() {
      return word;
    }
  }
}
