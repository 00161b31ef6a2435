package dev.tenure.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardedSafetensorsTest {
  private static final String INDEX =
      """
      {"metadata": {"total_size": 12},
       "weight_map": {"a": "1.safetensors", "b": "2.safetensors", "c": "1.safetensors"}}
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeShards() throws IOException {
    write("1.safetensors", tensor("a", 0) + ", " + tensor("c", 4));
    write("2.safetensors", tensor("b", 0));
  }

  private static String tensor(String name, int from) {
    return "\"%s\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [%d, %d]}"
        .formatted(name, from, from + 4);
  }

  private void write(String name, String tensors) throws IOException {
    byte[] data = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};
    Files.write(folder.resolve(name), SafetensorsShards.file("{" + tensors + "}", data));
  }

  private Path index(String json) throws IOException {
    return Files.writeString(folder.resolve("model.safetensors.index.json"), json);
  }

  private AbstractThrowableAssert<?, ?> refusal(String json) throws IOException {
    Path index = index(json);
    return assertThatThrownBy(
            () -> {
              try (Arena arena = Arena.ofConfined()) {
                ShardedSafetensors.open(index, arena);
              }
            })
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void theTensorsOfAllFilesAreRead() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      ShardedSafetensors files = ShardedSafetensors.open(index(INDEX), arena);
      assertThat(files.tensors()).containsOnlyKeys("a", "b", "c");
      assertThat(Objects.requireNonNull(files.tensors().get("c")).copyTo(arena).get(0))
          .isEqualTo(2);
      assertThat(files.name()).endsWith("model.safetensors.index.json");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"weight_map": {"a": "3.safetensors"}} | names '3.safetensors', which is missing
          {"weight_map": {"a": "../1.safetensors"}} | no file beside it
          {"weight_map": {"a": "/etc/passwd"}} | no file beside it
          {"weight_map": {"a": "x\\\\1.safetensors"}} | no file beside it
          {"weight_map": {"a": ".."}} | no file beside it
          {"weight_map": {"a": "."}} | which is missing
          {"weight_map": {"a": ""}} | no file beside it
          {"weight_map": {"a": "\\u0000"}} | weight_map names
          {"weight_map": {"a": 1}} | names no file for tensor 'a'
          {"weight_map": {"b": "1.safetensors"}} | 'b' is in '1.safetensors', and it is not
          {"weight_map": {}} | has no weight_map
          {"weight_map": ["a"]} | has no weight_map
          {"a": "1.safetensors"} | has no weight_map
          7 | has no weight_map
          {"weight_map": | not valid JSON
          {"weight_map": {"a": "1.safetensors", "a": "2.safetensors"}} | not valid JSON
          """)
  void anIndexThatIsWrongIsRefused(String json, String message) throws IOException {
    refusal(json).hasMessageContaining(message);
  }

  @Test
  void aTensorInTwoFilesIsRefused() throws IOException {
    write("2.safetensors", tensor("b", 0) + ", " + tensor("a", 4));
    refusal(INDEX).hasMessageContaining("tensor 'a' is in '2.safetensors' and in another file");
  }

  @Test
  void aFileThatIsDamagedIsRefused() throws IOException {
    Files.write(folder.resolve("2.safetensors"), new byte[] {1, 2, 3});
    refusal(INDEX).hasMessageContaining("2.safetensors: is too short");
  }

  @Test
  void millionsOfTensorsAreRefused() throws IOException {
    StringBuilder map = new StringBuilder("{\"weight_map\": {");
    for (int i = 0; i < 300_000; i++) {
      map.append("\"%d\": \"\",".formatted(i));
    }
    refusal(map.append("\"\": \"\"}}").toString()).hasMessageContaining("not valid JSON");
  }

  @Test
  void anIndexWithAFewChangedBytesIsReadOrRefused() throws IOException {
    long seed = 20261130;
    System.out.println("damaged indexes: seed " + seed);
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 1_000; round++) {
      byte[] damaged = INDEX.getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Path index = Files.write(folder.resolve("model.safetensors.index.json"), damaged);
      try (Arena arena = Arena.ofConfined()) {
        assertThat(ShardedSafetensors.open(index, arena).tensors()).isNotEmpty();
      } catch (ModelFormatException e) {
        assertThat(e).hasMessageContaining("model.safetensors.index.json: ");
        refused++;
      }
    }
    assertThat(refused).isBetween(100, 990);
  }
}
