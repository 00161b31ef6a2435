package dev.tenure.engine.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A part of a JSON schema together with where it stands.
///
/// @param place a pointer to it, such as `#/properties/name`
/// @param node the part, which may be missing
record SchemaNode(String place, JsonNode node) {
  /// More would unfold to as many rules.
  private static final int MAX_COUNT = 1000;

  /// Keywords that say nothing of what is allowed.
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$schema",
          "$id",
          "$comment",
          "$defs",
          "definitions",
          "title",
          "description",
          "default",
          "examples",
          "deprecated",
          "readOnly",
          "writeOnly");

  SchemaNode get(String key) {
    return new SchemaNode(place + "/" + key, node.path(key));
  }

  boolean has(String key) {
    return node.has(key);
  }

  /// Returns the elements of a list that has some.
  List<SchemaNode> elements() {
    if (!node.isArray() || node.isEmpty()) {
      throw problem("is no list with elements");
    }
    List<SchemaNode> elements = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      elements.add(new SchemaNode("%s/%d".formatted(place, i), node.get(i)));
    }
    return elements;
  }

  String text() {
    if (!node.isString()) {
      throw problem("is not a text");
    }
    return node.stringValue();
  }

  /// Returns how many there may be.
  ///
  /// @param otherwise what a missing keyword means
  int count(String key, int otherwise) {
    SchemaNode count = get(key);
    if (count.node.isMissingNode()) {
      return otherwise;
    }
    if (!count.node.isInt() || count.node.intValue() < 0 || count.node.intValue() > MAX_COUNT) {
      throw count.problem("is %s, not 0 to %d".formatted(count.node, MAX_COUNT));
    }
    return count.node.intValue();
  }

  /// Checks that nothing is asked for that would be left out.
  ///
  /// @param supported the keywords that are followed
  void requireOnly(Set<String> supported) {
    Set<String> others = new HashSet<>(node.propertyNames());
    others.removeAll(supported);
    others.removeAll(ANNOTATIONS);
    if (!others.isEmpty()) {
      throw problem(
          "has '%s', which is not supported here; supported are %s"
              .formatted(
                  others.stream().sorted().toList().getFirst(),
                  String.join(", ", supported.stream().sorted().toList())));
    }
  }

  GrammarException problem(String problem) {
    return new GrammarException(place + " " + problem);
  }
}
