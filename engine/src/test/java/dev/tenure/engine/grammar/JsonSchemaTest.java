package dev.tenure.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class JsonSchemaTest {
  private static final long SEED = 20261130;
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String PERSON =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A person",
       "type": "object",
       "properties": {
         "first": {"type": "string", "minLength": 2, "maxLength": 5, "description": "a name"},
         "quoted \\"name\\"": {"type": "integer"},
         "mood": {"enum": ["good", "bad", null, 1.5]},
         "tags": {"type": "array", "items": {"type": "boolean"}, "minItems": 1, "maxItems": 3},
         "more": {"type": ["number", "null"]}},
       "required": ["first", "tags"]}
      """;

  private static final String TREE =
      """
      {"$ref": "#/$defs/node",
       "$defs": {"node": {"type": "object",
         "properties": {
           "value": {"anyOf": [{"type": "integer"}, {"const": "none"}]},
           "children": {"type": "array", "items": {"$ref": "#/$defs/node"}}},
         "required": ["value", "children"], "additionalProperties": false}}}
      """;

  private static boolean fits(String schema, String json) {
    return Grammar.ofJsonSchema(schema).matches(json.getBytes(StandardCharsets.UTF_8));
  }

  /// Random texts are read by a strict parser before they are looked at.
  private static void assertEach(String schema, Consumer<JsonNode> check) {
    System.out.println("texts: seed " + SEED);
    RandomText texts = new RandomText(Grammar.ofJsonSchema(schema), new Random(SEED));
    for (int round = 0; round < 200; round++) {
      check.accept(STRICT.readTree(texts.next()));
    }
  }

  @Test
  void whatIsWrittenParsesAndFits() {
    assertEach(
        PERSON,
        json -> {
          List<String> order = List.of("first", "quoted \"name\"", "mood", "tags", "more");
          assertThat(order).containsSubsequence(json.propertyNames());
          String first = json.get("first").stringValue();
          assertThat(first.codePointCount(0, first.length())).isBetween(2, 5);
          assertThat(json.get("tags").size()).isBetween(1, 3);
          json.get("tags").forEach(tag -> assertThat(tag.isBoolean()).isTrue());
          assertThat(json.path("quoted \"name\"").isIntegralNumber())
              .isEqualTo(json.has("quoted \"name\""));
          assertThat(List.of("\"good\"", "\"bad\"", "null", "1.5", ""))
              .contains(json.path("mood").toString());
        });
  }

  @Test
  void whatRefersToItselfIsWrittenToAnyDepth() {
    assertEach(TREE, JsonSchemaTest::assertNode);
    assertThat(fits(TREE, "{\"value\":\"none\",\"children\":[{\"value\":1,\"children\":[]}]}"))
        .isTrue();
  }

  private static void assertNode(JsonNode node) {
    assertThat(node.propertyNames()).containsExactly("value", "children");
    JsonNode value = node.get("value");
    assertThat(value.isIntegralNumber() || value.asString("").equals("none")).isTrue();
    node.get("children").forEach(JsonSchemaTest::assertNode);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                    | {"a": [1, "b", null]}  | true
          true                                  | [-1.5e3]               | true
          {}                                    | {"a": }                | false
          {"type": "object"}                    | {"a": 1, "b": {}}      | true
          {"type": "object"}                    | []                     | false
          {"type": "object", "additionalProperties": false} | {}         | true
          {"type": "object", "additionalProperties": false} | {"a": 1}   | false
          {"additionalProperties": {"type": "integer"}} | {"a": 1, "b": 2} | true
          {"additionalProperties": {"type": "integer"}} | {"a": "b"}     | false
          {"properties": {"a": {}, "b": {}}}    | {}                     | true
          {"properties": {"a": {}, "b": {}}}    | {"b": 1}               | true
          {"properties": {"a": {}, "b": {}}}    | {"a": 1, "b": 1}       | true
          {"properties": {"a": {}, "b": {}}}    | {"a": 1,}              | false
          {"properties": {"a": {}, "b": {}}}    | {,"b": 1}              | false
          {"properties": {"a": {}, "b": {}}}    | {"b": 1, "a": 1}       | false
          {"properties": {"a": {}, "b": {}}}    | {"c": 1}               | false
          {"properties": {"a": {}}, "required": ["a"]} | {}              | false
          {"properties": {"a": {}}, "required": []} | {}                 | true
          {"type": "array", "maxItems": 0}      | [ ]                    | true
          {"type": "array", "maxItems": 0}      | [1]                    | false
          {"items": {"type": "null"}, "maxItems": 1} | [null]            | true
          {"items": {"type": "null"}, "maxItems": 1} | [null,null]       | false
          {"items": {"type": "null"}, "minItems": 2} | [null]            | false
          {"items": {"type": "null"}, "minItems": 2} | [null, null,null] | true
          {"type": "integer"}                   | -12                    | true
          {"type": "integer"}                   | 1.5                    | false
          {"type": "integer"}                   | 01                     | false
          {"type": "number"}                    | 1.5e-3                 | true
          {"type": ["boolean", "null"]}         | false                  | true
          {"type": ["boolean", "null"]}         | 0                      | false
          {"maxLength": 1}                      | "€"                    | true
          {"maxLength": 1}                      | "😀"                   | true
          {"maxLength": 1}                      | "ab"                   | false
          {"type": "string"}                    | "\\uD83D\\uDE00"       | false
          {"type": "string"}                    | "\\u00e4\\n\\""        | true
          {"enum": ["a", 1, [2, {"b": null}]]}  | [2,{"b":null}]         | true
          {"enum": ["a", 1], "type": "string"}  | 1                      | false
          {"const": "a\\"b\\\\"}                | "a\\"b\\\\"            | true
          {"oneOf": [{"type": "null"}, {"const": 1}]} | 1                | true
          {"allOf": [{"$ref": "#/definitions/x"}], "definitions": {"x": {"const": 7}}} | 7 | true
          {"properties": {"a": {"const": 1}, "b": {"$ref": "#/properties/a"}}} | {"b":1} | true
          """)
  void schemasAllowWhatTheySay(String schema, String json, boolean fits) {
    assertThat(fits(schema, json)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type": "string", "pattern": "a+"}    | # has 'pattern', which is not supported here; supported are maxLength, minLength, type
          {"properties": {"a": {"format": "date"}}} | #/properties/a has 'format'
          {"type": "integer", "minimum": 1}      | # has 'minimum'
          {"type": "string", "minItems": 1}      | # has 'minItems'
          {"type": "array", "uniqueItems": true} | # has 'uniqueItems'
          {"anyOf": [{}], "type": "string"}      | # has 'type'
          {"anyOf": [{}], "oneOf": [{}]}         | # has 'oneOf'
          {"allOf": [{}, {}]}                    | #/allOf/1 is a second schema of allOf
          {"anyOf": []}                          | #/anyOf is no list with elements
          {"not": {}}                            | # has 'not'
          {"type": "text"}                       | #/type is 'text', which is no type
          {"type": 7}                            | #/type is not a text
          {"enum": []}                           | #/enum is no list
          {"enum": ["a"], "type": "null"}        | # allows no value
          {"enum": ["a"], "const": "a"}          | # allows no value, or has
          {"items": false}                       | #/items is false, which allows nothing
          7                                      | # is 7
          {"minLength": 2, "maxLength": 1}       | #/maxLength is 1, and the least is 2
          {"minLength": -1}                      | #/minLength is -1
          {"maxItems": 1000000}                  | #/maxItems is 1000000, not 0 to 1000
          {"required": ["a"]}                    | # requires 'a', which properties do not describe
          {"properties": []}                     | #/properties is no object
          {"$ref": "other.json"}                 | #/$ref is 'other.json'; supported are references
          {"$ref": "#/$defs/x"}                  | #/$ref is '#/$defs/x', which is not there
          {"$ref": "#"}                          | can begin with itself
          {"anyOf": [{"$ref": "#"}, {}]}         | can begin with itself
          {"properties": {"a": {"$ref": "#"}}, "required": ["a"]} | no text of it ever ends
          {"items": {"$ref": "#"}, "minItems": 1} | no text of it ever ends
          {"type":                               | the schema is not valid JSON
          """)
  void whatIsNotFollowedIsRefused(String schema, String problem) {
    assertThatThrownBy(() -> Grammar.ofJsonSchema(schema))
        .isInstanceOf(GrammarException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void schemasThatWouldFillTheStackOrTheHeapAreRefusedOrRead() {
    assertThatThrownBy(() -> Grammar.ofJsonSchema("{\"items\":".repeat(100_000)))
        .hasMessageContaining("not valid JSON");
    assertThatThrownBy(() -> Grammar.ofJsonSchema("[" + "[],".repeat(200_000) + "[]]"))
        .hasMessageContaining("not valid JSON");
    StringBuilder chain = new StringBuilder("{\"$ref\": \"#/$defs/0\", \"$defs\": {");
    for (int i = 0; i < 5_000; i++) {
      chain.append("\"%d\": {\"$ref\": \"#/$defs/%d\"},".formatted(i, i + 1));
    }
    assertThat(fits(chain + "\"5000\": {\"type\": \"null\"}}}", "null")).isTrue();
    StringBuilder wide = new StringBuilder("{\"properties\": {");
    for (int i = 0; i < 500; i++) {
      wide.append("\"%d\": {\"maxLength\": 1000},".formatted(i));
    }
    assertThatThrownBy(() -> Grammar.ofJsonSchema(wide + "\"x\": {}}}"))
        .hasMessageContaining("unfolds");
  }
}
