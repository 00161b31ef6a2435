package dev.tenure.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `bench --json` wrote.
///
/// @param results the results by name
record BenchFigures(Map<String, JsonNode> results) {
  static BenchFigures read(Path json) {
    Map<String, JsonNode> results = new LinkedHashMap<>();
    for (JsonNode result : JsonMapper.shared().readTree(json.toFile()).get("results")) {
      results.put(result.get("name").asString(), result);
    }
    return new BenchFigures(results);
  }

  JsonNode result(String name) {
    JsonNode result = results.get(name);
    if (result == null) {
      throw new AssertionError("no result " + name + " among " + results.keySet());
    }
    return result;
  }

  double value(String name) {
    return result(name).get("value").asDouble();
  }
}
