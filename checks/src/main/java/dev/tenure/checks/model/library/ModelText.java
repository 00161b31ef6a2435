package dev.tenure.checks.model.library;

import java.util.List;

/// Takes the lines of models apart. It uses no regular expressions: a compilation that asks for one
/// type of the JDK reads hundreds of lines, most of them while the compiler is still being
/// interpreted.
final class ModelText {
  private ModelText() {}

  /// Returns what a line says: without its comment, and with one blank between its words.
  static String content(String line) {
    int comment = line.indexOf('#');
    int end = comment < 0 ? line.length() : comment;
    StringBuilder content = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      char c = line.charAt(i);
      if (!Character.isWhitespace(c)) {
        content.append(c);
      } else if (!content.isEmpty() && content.charAt(content.length() - 1) != ' ') {
        content.append(' ');
      }
    }
    return content.toString().stripTrailing();
  }

  static List<String> words(String text) {
    return List.of(text.split(" ", -1));
  }

  /// Whether a word consists of small letters.
  static boolean isSmall(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < 'a' || word.charAt(i) > 'z') {
        return false;
      }
    }
    return !word.isEmpty();
  }

  static boolean isName(String text) {
    if (text.isEmpty() || !Character.isJavaIdentifierStart(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!Character.isJavaIdentifierPart(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether a text is names with dots between them.
  static boolean isTypeName(String text) {
    int begin = 0;
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', begin)) {
      if (!isName(text.substring(begin, dot))) {
        return false;
      }
      begin = dot + 1;
    }
    return isName(text.substring(begin));
  }

  /// Whether a text is a type, with or without brackets, or stands for any.
  static boolean isParameterType(String text) {
    int end = text.length();
    while (text.startsWith("[]", end - 2)) {
      end -= 2;
    }
    return text.equals("*") || isTypeName(text.substring(0, end));
  }

  /// Whether a word is how the name of a constant is written in models: in small letters, with
  /// hyphens.
  static boolean spells(String word, Enum<?> constant) {
    String name = constant.name();
    if (name.length() != word.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (word.charAt(i) != (c == '_' ? '-' : Character.toLowerCase(c))) {
        return false;
      }
    }
    return true;
  }
}
