package dev.tenure.engine.grammar;

/// The rules of a grammar in GBNF while a schema is turned into it.
///
/// Every part becomes a rule of its own, so that nothing nests.
final class SchemaRules {
  /// What every schema builds upon. There is no more space than a line of JSON has by custom, since
  /// small models like to fill the rest of a text with it. Halves of characters beyond 16 bits are
  /// not escaped, so that a character of the text is a character of the string.
  private static final String VALUES =
      """
      value   ::= object | array | string | number | boolean | null
      object  ::= "{" ws ( member ("," ws member)* ws )? "}"
      member  ::= string ":" ws value
      array   ::= "[" ws ( value ("," ws value)* ws )? "]"
      string  ::= "\\"" char* "\\""
      char    ::= [^"\\\\\\x00-\\x1F] | "\\\\" ( ["\\\\/bfnrt] | "u" unit )
      unit    ::= [0-9a-cA-CeEfF] hex hex hex | [dD] [0-7] hex hex
      hex     ::= [0-9a-fA-F]
      number  ::= integer ("." [0-9]{1,15})? ([eE] [-+]? [0-9]{1,3})?
      integer ::= "-"? ("0" | [1-9] [0-9]{0,15})
      boolean ::= "true" | "false"
      null    ::= "null"
      ws      ::= " "?
      """;

  private final StringBuilder gbnf = new StringBuilder(VALUES);
  private int count;

  /// Takes a name for a rule that is defined later.
  String name() {
    return "r" + count++;
  }

  void define(String name, String body) {
    gbnf.append(name).append(" ::= ").append(body).append('\n');
  }

  /// Adds a rule.
  ///
  /// @return its name
  String add(String body) {
    String name = name();
    define(name, body);
    return name;
  }

  /// Spells a text that is written as it is.
  static String literal(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// Spells items with commas between.
  ///
  /// @param least how many there are at least
  /// @param most how many there are at most, which may be [Integer#MAX_VALUE]
  static String list(String item, int least, int most) {
    if (most == 0) {
      return "";
    }
    String more = " (\",\" ws %s)".formatted(item);
    String rest =
        most == Integer.MAX_VALUE
            ? more + "{%d,}".formatted(Math.max(0, least - 1))
            : more + "{%d,%d}".formatted(Math.max(0, least - 1), most - 1);
    return least == 0 ? "( %s%s ws )?".formatted(item, rest) : item + rest + " ws";
  }

  @Override
  public String toString() {
    return gbnf.toString();
  }
}
