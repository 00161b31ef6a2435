package dev.tenure.engine.grammar;

import dev.tenure.engine.grammar.Element.Reference;
import java.util.List;

/// Which texts are allowed, in GBNF, the notation of [llama.cpp's
/// grammars](https://github.com/ggml-org/llama.cpp/blob/master/grammars/README.md).
///
/// ```text
/// root   ::= "yes" | "no" | number
/// number ::= [0-9]+ ("." [0-9]{1,3})?   # a comment
/// ```
///
/// Immutable; any number of threads may use one.
public final class Grammar {
  /// Any JSON object.
  public static final Grammar JSON =
      parse(
          """
          root   ::= object
          value  ::= object | array | string | number | "true" | "false" | "null"
          object ::= "{" ws ( string ":" ws value ("," ws string ":" ws value)* )? "}" ws
          array  ::= "[" ws ( value ("," ws value)* )? "]" ws
          string ::= "\\"" ( [^"\\\\\\x00-\\x1F] | "\\\\" (["\\\\/bfnrt] | "u" [0-9a-fA-F]{4}) )* "\\"" ws
          number ::= "-"? ("0" | [1-9] [0-9]{0,15}) ("." [0-9]{1,15})? ([eE] [-+]? [0-9]{1,3})? ws
          ws     ::= [ \\t\\n]{0,8}
          """);

  private final List<Rule> rules;
  private final int root;

  Grammar(List<Rule> rules, int root) {
    this.rules = rules;
    this.root = root;
    new LeftRecursion(rules).requireNone();
    new Endings(rules).require(root);
  }

  /// Reads a grammar.
  ///
  /// @param gbnf its text; the rule `root` is the whole of what is allowed
  /// @return the grammar
  /// @throws GrammarException if it is none, if a rule can begin with itself, or if no text of it
  ///   ends
  public static Grammar parse(String gbnf) {
    return GrammarParser.parse(gbnf);
  }

  /// Turns a [JSON schema](https://json-schema.org) into the grammar of texts that fit it.
  ///
  /// Every text that the grammar allows fits, though not every text that fits is allowed: objects
  /// have their properties in the schema's order and no others, unless it lists none; white space
  /// and digits are limited. Of `oneOf` any alternative may be written, as of `anyOf`.
  ///
  /// @param schema its text, with `type`, `properties`, `required`, `additionalProperties`,
  ///   `items`, `minItems`, `maxItems`, `minLength`, `maxLength`, `enum`, `const`, `anyOf`,
  ///   `oneOf`, `allOf` of one, and `$ref` within the schema
  /// @return the grammar
  /// @throws GrammarException if it is no JSON, or has another keyword that limits what is allowed
  public static Grammar ofJsonSchema(String schema) {
    return SchemaReader.read(schema);
  }

  /// Returns the state before the first byte.
  ///
  /// @return where every text begins
  public GrammarState start() {
    return GrammarState.of(this, new Reference(root));
  }

  /// Tells whether a text is allowed.
  ///
  /// @param utf8 its bytes
  /// @return whether it is all of what the grammar asks for
  public boolean matches(byte[] utf8) {
    GrammarState state = start();
    for (byte value : utf8) {
      state = state.read(value);
    }
    return state.isComplete();
  }

  Rule rule(int number) {
    return rules.get(number);
  }
}
