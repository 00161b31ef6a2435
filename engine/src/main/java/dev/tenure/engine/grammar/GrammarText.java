package dev.tenure.engine.grammar;

/// The text of a grammar while it is read.
final class GrammarText {
  private final String text;
  private int position;

  GrammarText(String text) {
    this.text = text;
  }

  boolean isAtEnd() {
    return position == text.length();
  }

  /// Returns the next character, or 0 at the end.
  char peek() {
    return isAtEnd() ? 0 : text.charAt(position);
  }

  boolean take(char wanted) {
    boolean found = !isAtEnd() && peek() == wanted;
    position += found ? 1 : 0;
    return found;
  }

  void require(String wanted) {
    if (!text.startsWith(wanted, position)) {
      throw problem("'%s' is missing".formatted(wanted));
    }
    position += wanted.length();
  }

  /// Passes over white space and comments.
  void skipSpace() {
    while (Character.isWhitespace(peek()) || peek() == '#') {
      if (peek() == '#') {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
      } else {
        position++;
      }
    }
  }

  /// Tells whether the definition of a rule begins here.
  boolean isAtRule() {
    int start = position;
    while (isNamePart(peek())) {
      position++;
    }
    boolean found = position > start;
    skipSpace();
    found &= text.startsWith("::=", position);
    position = start;
    return found;
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  String name() {
    int start = position;
    while (isNamePart(peek())) {
      position++;
    }
    if (position == start) {
      throw problem("the name of a rule is missing");
    }
    return text.substring(start, position);
  }

  int number() {
    int value = 0;
    int start = position;
    while (peek() >= '0' && peek() <= '9' && position - start < 6) {
      value = value * 10 + (peek() - '0');
      position++;
    }
    if (position == start) {
      throw problem("a number is missing");
    }
    return value;
  }

  /// Tells whether `-` and another character of a class follow.
  boolean isRange() {
    return peek() == '-' && position + 1 < text.length() && text.charAt(position + 1) != ']';
  }

  int endOfRange() {
    position++;
    return character();
  }

  /// Reads a character of a text or class, which may be escaped.
  int character() {
    if (isAtEnd()) {
      throw problem("a text or class is not closed");
    }
    int c = text.codePointAt(position);
    position += Character.charCount(c);
    return c == '\\' ? escaped() : c;
  }

  private int escaped() {
    char kind = peek();
    position += isAtEnd() ? 0 : 1;
    return switch (kind) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'x' -> hexadecimal(2);
      case 'u' -> hexadecimal(4);
      case 'U' -> hexadecimal(8);
      case '\\', '"', '[', ']', '-', '^' -> kind;
      default -> throw problem("'\\%c' stands for no character".formatted(kind));
    };
  }

  private int hexadecimal(int digits) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw problem("a character's number has %d digits".formatted(digits));
      }
      value = value * 16 + digit;
      position++;
    }
    if (value > Character.MAX_CODE_POINT) {
      throw problem("a character's number is too large");
    }
    return (int) value;
  }

  GrammarException problem(String problem) {
    int line = 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
    return new GrammarException("line %d: %s".formatted(line, problem));
  }
}
