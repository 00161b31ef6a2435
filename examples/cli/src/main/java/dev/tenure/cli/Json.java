package dev.tenure.cli;

import tools.jackson.databind.json.JsonMapper;

/// Writes records as JSON objects, with their components in the order of declaration.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
