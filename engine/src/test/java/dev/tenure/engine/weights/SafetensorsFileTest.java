package dev.tenure.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {
  private static final String GOOD =
      """
      {"__metadata__": {"format": "pt"},
       "w": {"dtype": "F32", "shape": [2, 1], "data_offsets": [0, 8]},
       "h": {"dtype": "F16", "shape": [3], "data_offsets": [8, 14]}}\
      """;

  @TempDir Path folder;

  private static byte[] bytes(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  private AbstractThrowableAssert<?, ?> refusal(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("damaged.safetensors"), bytes);
    return assertThatThrownBy(
            () -> {
              try (Arena arena = Arena.ofConfined()) {
                SafetensorsFile.open(file, arena);
              }
            })
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("damaged.safetensors: ");
  }

  @Test
  void tensorsAreRead() throws IOException {
    byte[] bytes = bytes(GOOD, 14);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 14, 1.5f);
    Path file = Files.write(folder.resolve("good.safetensors"), bytes);
    try (Arena arena = Arena.ofConfined()) {
      SafetensorsFile opened = SafetensorsFile.open(file, arena);
      assertThat(opened.tensors()).containsOnlyKeys("w", "h");
      assertThat(Objects.requireNonNull(opened.tensors().get("w")).copyTo(arena).toArray())
          .containsExactly(1.5f, 0);
    }
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    byte[] bytes = bytes(GOOD, 14);
    for (int length = 0; length < bytes.length; length++) {
      refusal(Arrays.copyOf(bytes, length));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1L << 20, 1L << 40, Long.MAX_VALUE, -1})
  void aHeaderThatIsLongerThanTheFileIsRefused(long length) throws IOException {
    byte[] bytes = bytes(GOOD, 14);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
    refusal(bytes).hasMessageContaining("claims a header of");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": {"dtype": "I64", "shape": [1], "data_offsets": [0, 8]}} | type I64, which is not
          {"a": {"shape": [1], "data_offsets": [0, 4]}} | of type missing
          {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 8]}} | other bytes than its shape
          {"a": {"dtype": "F32", "shape": [2], "data_offsets": [16, 24]}} | cut off or damaged
          {"a": {"dtype": "F32", "shape": [2], "data_offsets": [-8, 0]}} | cut off or damaged
          {"a": {"dtype": "F32", "shape": [-1, -1], "data_offsets": [0, 4]}} | a dimension of
          {"a": {"dtype": "F32", "shape": [2147483647, 2147483647, 2147483647], "data_offsets": [0, 4]}} | tensor 'a' has
          {"a": {"dtype": "F32", "shape": [1e0], "data_offsets": [0, 4]}} | is no number
          {"a": {"dtype": "F32", "shape": [99999999999999999999], "data_offsets": [0, 4]}} | is no number
          {"a": {"dtype": "F32", "shape": 1, "data_offsets": [0, 4]}} | no shape
          {"a": {"dtype": "F32", "shape": [1]}} | no data_offsets
          {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4, 8]}} | no data_offsets
          {"a": 7} | no data_offsets
          {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "b": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}} | overlaps
          {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, "a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}} | not valid JSON
          [1] | no JSON object
          {} {} | not valid JSON
          """)
  void aHeaderThatIsWrongIsRefused(String header, String message) throws IOException {
    refusal(bytes(header, 16)).hasMessageContaining(message);
  }

  @Test
  void deepNestingAndMillionsOfValuesAreRefused() throws IOException {
    refusal(bytes("{\"a\": ".repeat(100_000), 0)).hasMessageContaining("not valid JSON");
    refusal(bytes("[".repeat(1 << 20), 0)).hasMessageContaining("not valid JSON");
    refusal(bytes("{\"a\": [" + "[],".repeat(2_000_000) + "[]]}", 0))
        .hasMessageContaining("not valid JSON");
  }
}
