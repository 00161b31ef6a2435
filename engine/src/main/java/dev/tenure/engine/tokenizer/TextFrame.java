package dev.tenure.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The tokens that a model wants around a text. Immutable.
///
/// @param before the tokens in front of it
/// @param after the tokens behind it
record TextFrame(List<Token> before, List<Token> after) {
  static final TextFrame NONE = new TextFrame(List.of(), List.of());

  TextFrame {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /// Reads what `post_processor.single` puts around the sequence that it calls A.
  ///
  /// @param single the template
  /// @param vocabulary finds a token by its text
  static TextFrame of(JsonPart single, Function<String, @Nullable Token> vocabulary) {
    List<Token> before = new ArrayList<>();
    List<Token> after = new ArrayList<>();
    boolean textSeen = false;
    for (JsonPart part : single.elements()) {
      if (part.node().has("Sequence") && !textSeen) {
        textSeen = true;
      } else if (part.node().has("SpecialToken")) {
        (textSeen ? after : before).add(token(part.get("SpecialToken").get("id"), vocabulary));
      } else {
        throw single.problem("has a part that is not supported: " + part.node());
      }
    }
    if (!textSeen) {
      throw single.problem("leaves the text out");
    }
    return new TextFrame(before, after);
  }

  private static Token token(JsonPart id, Function<String, @Nullable Token> vocabulary) {
    Token token = vocabulary.apply(id.text());
    if (token == null) {
      throw id.problem("is '%s', which is not in model.vocab".formatted(id.text()));
    }
    return token;
  }

  int length() {
    return before.size() + after.size();
  }

  /// Puts the tokens around the ids of a text.
  int[] around(int[] text) {
    int[] framed = new int[text.length + length()];
    int position = 0;
    for (Token token : before) {
      framed[position++] = token.id();
    }
    System.arraycopy(text, 0, framed, position, text.length);
    position += text.length;
    for (Token token : after) {
      framed[position++] = token.id();
    }
    return framed;
  }
}
