package dev.tenure.engine.grammar;

import dev.tenure.engine.grammar.Element.Bytes;
import dev.tenure.engine.grammar.Element.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a grammar in GBNF.
///
/// Repetitions and character classes become rules of their own, so that a rule is nothing but
/// alternatives of bytes and rules.
final class GrammarParser {
  private static final int MAX_REPEATS = 1000;
  private static final int MAX_DEPTH = 100;

  /// Bounds what nested repetitions unfold to.
  private static final int MAX_RULES = 100_000;

  private final GrammarText text;
  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final List<List<List<Element>>> rules = new ArrayList<>();
  private int depth;

  private GrammarParser(String gbnf) {
    this.text = new GrammarText(gbnf);
  }

  static Grammar parse(String gbnf) {
    return new GrammarParser(gbnf).grammar();
  }

  private Grammar grammar() {
    text.skipSpace();
    while (!text.isAtEnd()) {
      int rule = named(text.name());
      text.skipSpace();
      text.require("::=");
      text.skipSpace();
      if (!rules.get(rule).isEmpty()) {
        throw text.problem("a rule is there twice");
      }
      rules.get(rule).addAll(alternatives());
    }
    names.forEach((name, rule) -> {
      if (rules.get(rule).isEmpty()) {
        throw new GrammarException("there is no rule '%s'".formatted(name));
      }
    });
    Integer root = names.get("root");
    if (root == null) {
      throw new GrammarException("there is no rule 'root', where a grammar begins");
    }
    return new Grammar(rules.stream().map(Rule::new).toList(), root);
  }

  private int named(String name) {
    Integer known = names.get(name);
    if (known != null) {
      return known;
    }
    int rule = add(List.of());
    names.put(name, rule);
    return rule;
  }

  private int add(List<List<Element>> alternatives) {
    if (rules.size() == MAX_RULES) {
      throw text.problem("the grammar unfolds to more than %d rules".formatted(MAX_RULES));
    }
    rules.add(new ArrayList<>(alternatives));
    return rules.size() - 1;
  }

  private List<List<Element>> alternatives() {
    if (++depth > MAX_DEPTH) {
      throw text.problem("brackets are nested more than %d deep".formatted(MAX_DEPTH));
    }
    List<List<Element>> alternatives = new ArrayList<>();
    do {
      text.skipSpace();
      alternatives.add(sequence());
    } while (text.take('|'));
    depth--;
    return alternatives;
  }

  private List<Element> sequence() {
    List<Element> sequence = new ArrayList<>();
    while (!text.isAtEnd() && text.peek() != '|' && text.peek() != ')' && !text.isAtRule()) {
      List<Element> item = item();
      sequence.addAll(repeated(item));
      text.skipSpace();
    }
    return sequence;
  }

  private List<Element> item() {
    if (text.take('"')) {
      return literal();
    }
    if (text.take('[')) {
      return List.of(new Reference(characterClass()));
    }
    if (text.take('(')) {
      int rule = add(alternatives());
      if (!text.take(')')) {
        throw text.problem("a bracket is not closed");
      }
      return List.of(new Reference(rule));
    }
    if (text.take('.')) {
      return List.of(new Reference(add(Utf8Ranges.of(0, Character.MAX_CODE_POINT))));
    }
    return List.of(new Reference(named(text.name())));
  }

  private List<Element> literal() {
    StringBuilder literal = new StringBuilder();
    while (!text.take('"')) {
      literal.appendCodePoint(text.character());
    }
    List<Element> bytes = new ArrayList<>();
    for (byte value : literal.toString().getBytes(StandardCharsets.UTF_8)) {
      bytes.add(new Bytes(Byte.toUnsignedInt(value), Byte.toUnsignedInt(value)));
    }
    return bytes;
  }

  private int characterClass() {
    boolean negated = text.take('^');
    List<int[]> ranges = new ArrayList<>();
    while (!text.take(']')) {
      int from = text.character();
      int to = text.isRange() ? text.endOfRange() : from;
      if (to < from) {
        throw text.problem("a range of characters ends before it begins");
      }
      ranges.add(new int[] {from, to});
    }
    List<List<Element>> alternatives = new ArrayList<>();
    for (int[] range : negated ? complement(ranges) : ranges) {
      alternatives.addAll(Utf8Ranges.of(range[0], range[1]));
    }
    if (alternatives.isEmpty()) {
      throw text.problem("a class has no characters");
    }
    return add(alternatives);
  }

  private static List<int[]> complement(List<int[]> ranges) {
    List<int[]> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingInt((int[] range) -> range[0]));
    List<int[]> result = new ArrayList<>();
    int next = 0;
    for (int[] range : sorted) {
      if (range[0] > next) {
        result.add(new int[] {next, range[0] - 1});
      }
      next = Math.max(next, range[1] + 1);
    }
    if (next <= Character.MAX_CODE_POINT) {
      result.add(new int[] {next, Character.MAX_CODE_POINT});
    }
    return result;
  }

  private List<Element> repeated(List<Element> item) {
    if (text.take('*')) {
      return List.of(any(item));
    }
    if (text.take('+')) {
      return concat(item, List.of(any(item)));
    }
    if (text.take('?')) {
      return List.of(new Reference(add(List.of(item, List.of()))));
    }
    if (text.take('{')) {
      return counted(item);
    }
    return item;
  }

  private List<Element> counted(List<Element> item) {
    int least = text.number();
    boolean open = text.take(',');
    boolean unlimited = open && text.peek() == '}';
    int most = open && !unlimited ? text.number() : least;
    if (!text.take('}') || most < least || most > MAX_REPEATS) {
      throw text.problem("a repetition is not {m}, {m,} or {m,n} of at most " + MAX_REPEATS);
    }
    // A long text is repeated by its rule's number, not copied.
    Element once = item.size() == 1 ? item.getFirst() : new Reference(add(List.of(item)));
    List<Element> result = new ArrayList<>(Collections.nCopies(least, once));
    if (unlimited) {
      result.add(any(List.of(once)));
      return result;
    }
    List<Element> rest = List.of();
    for (int i = least; i < most; i++) {
      rest = List.of(new Reference(add(List.of(concat(List.of(once), rest), List.of()))));
    }
    result.addAll(rest);
    return result;
  }

  /// `r ::= item r |`
  private Reference any(List<Element> item) {
    int rule = add(List.of());
    Reference self = new Reference(rule);
    Collections.addAll(rules.get(rule), concat(item, List.of(self)), List.of());
    return self;
  }

  private static List<Element> concat(List<Element> left, List<Element> right) {
    List<Element> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }
}
