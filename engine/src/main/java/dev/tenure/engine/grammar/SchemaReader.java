package dev.tenure.engine.grammar;

import dev.tenure.engine.json.UntrustedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Turns a JSON schema into a grammar.
final class SchemaReader {
  /// Names, values and brackets; the largest schemas that are published have some ten thousands.
  private static final long MAX_TOKENS = 100_000;

  private static final List<String> CHOICES = List.of("anyOf", "oneOf", "allOf");

  /// The keywords of each type beside `type`.
  private static final Map<String, Set<String>> KEYWORDS =
      Map.of(
          "object", Set.of("properties", "required", "additionalProperties"),
          "array", Set.of("items", "minItems", "maxItems"),
          "string", Set.of("minLength", "maxLength"),
          "integer", Set.of(),
          "number", Set.of(),
          "boolean", Set.of(),
          "null", Set.of());

  private final SchemaNode root;
  private final SchemaRules rules = new SchemaRules();

  /// The rules of what is referred to, of which some are not written yet.
  private final Map<String, String> references = new HashMap<>();

  private final Deque<Reference> pending = new ArrayDeque<>();

  private SchemaReader(JsonNode root) {
    this.root = new SchemaNode("#", root);
  }

  private record Reference(String rule, SchemaNode target) {}

  static Grammar read(String schema) {
    try {
      byte[] json = schema.getBytes(StandardCharsets.UTF_8);
      return new SchemaReader(UntrustedJson.parse(json, MAX_TOKENS)).grammar();
    } catch (JacksonException e) {
      throw new GrammarException("the schema is not valid JSON: " + e.getOriginalMessage());
    }
  }

  private Grammar grammar() {
    rules.define("root", refer("#", root));
    while (!pending.isEmpty()) {
      Reference reference = pending.remove();
      rules.define(reference.rule, rule(reference.target));
    }
    return GrammarParser.parse(rules.toString());
  }

  /// Returns the name of the rule for a schema.
  String rule(SchemaNode schema) {
    JsonNode node = schema.node();
    if (node.isBoolean() && node.booleanValue()) {
      return "value";
    }
    if (!node.isObject()) {
      throw schema.problem("is %s, which allows nothing or is no schema".formatted(node));
    }
    if (schema.has("$ref")) {
      schema.requireOnly(Set.of("$ref"));
      return reference(schema.get("$ref"));
    }
    if (schema.has("enum") || schema.has("const")) {
      return literals(schema);
    }
    for (String choice : CHOICES) {
      if (schema.has(choice)) {
        schema.requireOnly(Set.of(choice));
        return choice(choice, schema.get(choice).elements());
      }
    }
    return typed(schema);
  }

  private String reference(SchemaNode reference) {
    String pointer = reference.text();
    if (!pointer.equals("#") && !pointer.startsWith("#/")) {
      throw reference.problem(
          "is '%s'; supported are references within the schema, such as #/$defs/name"
              .formatted(pointer));
    }
    JsonNode target = root.node().at(pointer.substring(1));
    if (target.isMissingNode()) {
      throw reference.problem("is '%s', which is not there".formatted(pointer));
    }
    return refer(pointer, new SchemaNode(pointer, target));
  }

  /// Takes a rule for something that may refer to itself.
  private String refer(String pointer, SchemaNode target) {
    String known = references.get(pointer);
    if (known != null) {
      return known;
    }
    String rule = rules.name();
    references.put(pointer, rule);
    pending.add(new Reference(rule, target));
    return rule;
  }

  private String choice(String keyword, List<SchemaNode> schemas) {
    if (keyword.equals("allOf") && schemas.size() > 1) {
      throw schemas.get(1).problem("is a second schema of allOf, which is not supported");
    }
    return rules.add(schemas.stream().map(this::rule).collect(Collectors.joining(" | ")));
  }

  private String literals(SchemaNode schema) {
    schema.requireOnly(Set.of("enum", "const", "type"));
    List<SchemaNode> values =
        schema.has("const") ? List.of(schema.get("const")) : schema.get("enum").elements();
    Set<String> types = schema.has("type") ? types(schema) : KEYWORDS.keySet();
    List<String> literals = new ArrayList<>();
    for (SchemaNode value : values) {
      if (isOf(types, value.node())) {
        literals.add(SchemaRules.literal(value.node().toString()));
      }
    }
    if (literals.isEmpty() || (schema.has("const") && schema.has("enum"))) {
      throw schema.problem("allows no value, or has enum and const at once");
    }
    return rules.add(String.join(" | ", literals));
  }

  private static boolean isOf(Set<String> types, JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> types.contains("object");
      case ARRAY -> types.contains("array");
      case STRING -> types.contains("string");
      case BOOLEAN -> types.contains("boolean");
      case NULL -> types.contains("null");
      case NUMBER ->
          types.contains("number") || (types.contains("integer") && value.isIntegralNumber());
      case BINARY, MISSING, POJO -> false;
    };
  }

  private static Set<String> types(SchemaNode schema) {
    SchemaNode type = schema.get("type");
    List<SchemaNode> names = type.node().isArray() ? type.elements() : List.of(type);
    Set<String> types = new HashSet<>();
    for (SchemaNode name : names) {
      if (!KEYWORDS.containsKey(name.text())) {
        throw name.problem("is '%s', which is no type".formatted(name.text()));
      }
      types.add(name.text());
    }
    return types;
  }

  private String typed(SchemaNode schema) {
    Set<String> types = schema.has("type") ? types(schema) : implied(schema);
    Set<String> supported = new HashSet<>(Set.of("type"));
    types.forEach(type -> supported.addAll(KEYWORDS.getOrDefault(type, Set.of())));
    schema.requireOnly(supported);
    if (types.isEmpty()) {
      return "value";
    }
    String alternatives =
        types.stream()
            .sorted()
            .map(type -> ofType(type, schema))
            .collect(Collectors.joining(" | "));
    return types.size() == 1 ? alternatives : rules.add(alternatives);
  }

  /// A keyword of a type stands for that type, where no type is named.
  private static Set<String> implied(SchemaNode schema) {
    Set<String> types = new HashSet<>();
    KEYWORDS.forEach((type, keywords) -> {
      if (keywords.stream().anyMatch(schema::has)) {
        types.add(type);
      }
    });
    return types;
  }

  private String ofType(String type, SchemaNode schema) {
    return switch (type) {
      case "object" -> new SchemaObject(schema, this, rules).rule();
      case "array" -> array(schema);
      case "string" -> string(schema);
      default -> type;
    };
  }

  private String array(SchemaNode schema) {
    int least = schema.count("minItems", 0);
    int most = most(schema, least, "maxItems");
    String item = schema.has("items") ? rule(schema.get("items")) : "value";
    return rules.add("\"[\" ws %s \"]\"".formatted(SchemaRules.list(item, least, most)));
  }

  private String string(SchemaNode schema) {
    int least = schema.count("minLength", 0);
    int most = most(schema, least, "maxLength");
    if (least == 0 && most == Integer.MAX_VALUE) {
      return "string";
    }
    String times =
        most == Integer.MAX_VALUE ? "{%d,}".formatted(least) : "{%d,%d}".formatted(least, most);
    return rules.add("\"\\\"\" char%s \"\\\"\"".formatted(times));
  }

  private static int most(SchemaNode schema, int least, String key) {
    int most = schema.count(key, Integer.MAX_VALUE);
    if (most < least) {
      throw schema.get(key).problem("is %d, and the least is %d".formatted(most, least));
    }
    return most;
  }
}
