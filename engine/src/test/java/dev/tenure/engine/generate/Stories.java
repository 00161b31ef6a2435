package dev.tenure.engine.generate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The files of stories260K and its golden values, which are beside the repository.
final class Stories {
  private static final Path FOLDER = Path.of("../../shared/models").toAbsolutePath().normalize();

  private Stories() {}

  static Path file(String name) {
    Path file = FOLDER.resolve(name);
    assumeTrue(Files.exists(file), "needs " + file);
    return file;
  }

  static JsonNode golden(String name) {
    return JsonMapper.builder().build().readTree(file("golden/" + name).toFile());
  }

  static int[] integers(JsonNode array) {
    int[] result = new int[array.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = array.get(i).asInt();
    }
    return result;
  }
}
