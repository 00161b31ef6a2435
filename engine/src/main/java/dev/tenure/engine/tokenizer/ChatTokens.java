package dev.tenure.engine.tokenizer;

import java.util.stream.IntStream;

/// The tokens of a conversation while it is written: text between special tokens.
///
/// What stands between two special tokens is cut into tokens as a whole, whatever pieces it came
/// in.
final class ChatTokens {
  private final TextTokenizer tokenizer;
  private final IntStream.Builder ids = IntStream.builder();
  private final StringBuilder pending = new StringBuilder();
  private boolean afterSpecial;

  ChatTokens(TextTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  ChatTokens text(String text) {
    pending.append(text);
    return this;
  }

  ChatTokens special(String word) {
    Integer id = tokenizer.vocabulary().find(word);
    if (id == null) {
      throw tokenizer
          .vocabulary()
          .problem("there is no token '%s' for the chat template".formatted(word));
    }
    return token(id);
  }

  ChatTokens begin() {
    return token(tokenizer.vocabulary().begin());
  }

  ChatTokens end() {
    return token(tokenizer.vocabulary().end());
  }

  private ChatTokens token(int id) {
    if (id < 0) {
      throw tokenizer
          .vocabulary()
          .problem("the chat template needs tokens that begin and end a text, and one is missing");
    }
    flush();
    ids.add(id);
    afterSpecial = true;
    return this;
  }

  private void flush() {
    String text = pending.toString();
    int[] plain = afterSpecial ? tokenizer.encodeAfterSpecial(text) : tokenizer.encodePlain(text);
    for (int id : plain) {
      ids.add(id);
    }
    pending.setLength(0);
  }

  int[] ids() {
    flush();
    return ids.build().toArray();
  }
}
