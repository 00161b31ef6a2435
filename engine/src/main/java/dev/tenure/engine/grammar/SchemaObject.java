package dev.tenure.engine.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Turns the schema of an object into rules: the properties in their order, of which those that are
/// not required may be left out.
final class SchemaObject {
  private static final String COMMA = "\",\" ws ";
  private static final String COLON = " \":\" ws ";

  private final SchemaNode schema;
  private final SchemaReader reader;
  private final SchemaRules rules;

  SchemaObject(SchemaNode schema, SchemaReader reader, SchemaRules rules) {
    this.schema = schema;
    this.reader = reader;
    this.rules = rules;
  }

  /// Returns the name of the rule.
  String rule() {
    Set<String> required = required();
    SchemaNode properties = schema.get("properties");
    for (String name : required) {
      if (!properties.has(name)) {
        throw schema.problem("requires '%s', which properties do not describe".formatted(name));
      }
    }
    return schema.has("properties") ? listed(properties, required) : open();
  }

  private Set<String> required() {
    Set<String> names = new HashSet<>();
    SchemaNode required = schema.get("required");
    if (schema.has("required") && !required.node().isEmpty()) {
      required.elements().forEach(name -> names.add(name.text()));
    }
    return names;
  }

  /// Any names, whose values are all of one kind. Without a word on them, of any.
  private String open() {
    SchemaNode more = schema.get("additionalProperties");
    if (!schema.has("additionalProperties") || more.node().isBoolean()) {
      boolean none = schema.has("additionalProperties") && !more.node().booleanValue();
      return none ? rules.add("\"{\" ws \"}\"") : "object";
    }
    String member = rules.add("string" + COLON + reader.rule(more));
    return rules.add("\"{\" ws %s \"}\"".formatted(SchemaRules.list(member, 0, Integer.MAX_VALUE)));
  }

  /// Goes from the last property to the first: what may follow once a property is written begins
  /// with a comma, and what may follow before any is written does not.
  private String listed(SchemaNode properties, Set<String> required) {
    if (!properties.node().isObject()) {
      throw properties.problem("is no object");
    }
    List<Map.Entry<String, JsonNode>> all = new ArrayList<>(properties.node().properties());
    String first = rules.add("\"\"");
    String rest = rules.add("ws");
    for (Map.Entry<String, JsonNode> property : all.reversed()) {
      String name = property.getKey();
      String key = SchemaRules.literal(StringNode.valueOf(name).toString());
      String member = rules.add(key + COLON + reader.rule(properties.get(name)));
      String skippedFirst = required.contains(name) ? "" : " | " + first;
      String skippedRest = required.contains(name) ? "" : " | " + rest;
      first = rules.add(member + " " + rest + skippedFirst);
      rest = rules.add(COMMA + member + " " + rest + skippedRest);
    }
    return rules.add("\"{\" ws %s \"}\"".formatted(first));
  }
}
