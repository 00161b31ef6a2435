package dev.tenure.engine.tokenizer;

import dev.tenure.engine.json.UntrustedJson;
import dev.tenure.engine.weights.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A value of a JSON file together with where it stands, so that what is wrong with it can be said.
///
/// @param file what messages call the file
/// @param place the names that lead to it, such as `model.vocab`; empty for the root
/// @param node the value, which may be missing
record JsonPart(String file, String place, JsonNode node) {

  /// Reads the bytes of a file.
  ///
  /// @throws ModelFormatException if they are no JSON, or too much of it
  static JsonPart parse(byte[] json, String file) {
    try {
      return new JsonPart(file, "", UntrustedJson.parse(json));
    } catch (JacksonException e) {
      throw new ModelFormatException(file, "not valid JSON: " + e.getMessage(), e);
    }
  }

  /// Reads a file that may be absent, which is as good as an empty object.
  ///
  /// @throws IOException if it cannot be read
  /// @throws ModelFormatException if it is no JSON, or too much of it
  static JsonPart readIfPresent(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new JsonPart(file.toString(), "", JsonNodeFactory.instance.objectNode());
    }
    try (InputStream stream = Files.newInputStream(file)) {
      return parse(UntrustedJson.bytes(stream), file.toString());
    }
  }

  JsonPart get(String field) {
    return new JsonPart(file, place.isEmpty() ? field : place + "." + field, node.path(field));
  }

  /// Returns the elements of a list; nothing if it is none.
  List<JsonPart> elements() {
    List<JsonPart> elements = new ArrayList<>();
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      elements.add(new JsonPart(file, place + "[" + i + "]", node.get(i)));
    }
    return elements;
  }

  /// Returns this part, or the parts that it is a `Sequence` of, however deep.
  ///
  /// @param list the field that holds them
  /// @return nothing if this is null or missing
  List<JsonPart> leaves(String list) {
    if (isAbsent()) {
      return List.of();
    }
    if (!isOfType("Sequence")) {
      return List.of(this);
    }
    return get(list).elements().stream().flatMap(part -> part.leaves(list).stream()).toList();
  }

  boolean isAbsent() {
    return node.isNull() || node.isMissingNode();
  }

  boolean isOfType(String type) {
    return node.path("type").asString("").equals(type);
  }

  /// Tells whether this is the text.
  boolean is(String text) {
    return node.isString() && node.stringValue().equals(text);
  }

  String text() {
    if (!node.isString()) {
      throw problem("is not a text");
    }
    return node.stringValue();
  }

  boolean flag() {
    if (!node.isBoolean()) {
      throw problem("is not true or false");
    }
    return node.booleanValue();
  }

  boolean flag(boolean otherwise) {
    return isAbsent() ? otherwise : flag();
  }

  int positive() {
    if (!node.isInt() || node.intValue() <= 0) {
      throw problem("is not a positive number");
    }
    return node.intValue();
  }

  /// Returns an index.
  ///
  /// @param limit the number above the greatest
  int below(int limit) {
    if (!node.isInt() || node.intValue() < 0 || node.intValue() >= limit) {
      throw problem("is %s, not a number below %d".formatted(describe(), limit));
    }
    return node.intValue();
  }

  /// Says what is there.
  String describe() {
    return node.isMissingNode() ? "missing" : node.toString();
  }

  /// @param problem what is wrong, to be read after the place
  ModelFormatException problem(String problem) {
    return new ModelFormatException(file, place.isEmpty() ? problem : place + " " + problem);
  }
}
