package dev.tenure.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Objects;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufFileTest {
  private static GgufBuilder file() {
    return new GgufBuilder()
        .text("general.name", "small")
        .integer("some.size", -2)
        .number("some.share", 0.5f)
        .flag("some.flag", true)
        .texts("some.words", "a", "", "ß")
        .numbers("some.scores", 1, -2)
        .integers("some.types", 3, -4)
        .value("some.byte", 0, (byte) 200)
        .value("some.short", 3, (byte) 0xfe, (byte) 0xff)
        .value("some.double", 12, new byte[8])
        .floats("w", new int[] {2, 3}, 1, 2, 3, 4, 5, 6)
        .floats("b", new int[] {1}, 7);
  }

  private static AbstractThrowableAssert<?, ?> refusal(byte[] bytes) {
    return assertThatThrownBy(
            () -> {
              try (Arena arena = Arena.ofConfined()) {
                GgufBuilder.open(bytes, arena);
              }
            })
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("damaged.gguf: ");
  }

  @Test
  void metadataAndTensorsAreRead() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      GgufFile file = GgufBuilder.open(file().build(), arena);
      Metadata metadata = file.metadata();
      assertThat(metadata.text("general.name")).isEqualTo("small");
      assertThat(metadata.integer("some.size")).isEqualTo(0xfffffffeL);
      assertThat(metadata.number("some.share", 0)).isEqualTo(0.5);
      assertThat(metadata.flag("some.flag", false)).isTrue();
      assertThat(metadata.texts("some.words")).containsExactly("a", "", "ß");
      assertThat(metadata.numbers("some.scores")).containsExactly(1, -2);
      assertThat(metadata.integers("some.types")).containsExactly(3, -4);
      assertThat(metadata.integer("some.byte")).isEqualTo(200);
      assertThat(metadata.integer("some.short")).isEqualTo(-2);
      assertThat(file.tensors()).containsOnlyKeys("w", "b");
      assertThat(Objects.requireNonNull(file.tensors().get("w")).copyTo(arena).toArray())
          .containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void aValueOfAnotherTypeIsToldWhenItIsAskedFor() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      Metadata metadata = GgufBuilder.open(file().build(), arena).metadata();
      assertThatThrownBy(() -> metadata.texts("some.types"))
          .hasMessage(
              "damaged.gguf: the metadata 'some.types' is a list of integers, not a list of texts");
      assertThatThrownBy(() -> metadata.texts("general.name")).hasMessageContaining("is a text");
      assertThatThrownBy(() -> metadata.integers("some.words"))
          .hasMessageContaining("is a list of texts, not a list of integers");
      assertThatThrownBy(() -> metadata.text("nothing")).hasMessageContaining("is missing");
    }
  }

  @Test
  void aFileCutAnywhereIsRefused() {
    byte[] bytes = file().build();
    // The last tensor's four bytes are the end of the file.
    for (int length = 0; length < bytes.length; length++) {
      refusal(Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void anotherFormatAndAnotherVersionAreTold() {
    byte[] bytes = file().build();
    bytes[4] = 2;
    refusal(bytes).hasMessageContaining("is GGUF version 2; version 3 is supported");
    bytes[0] = 'X';
    refusal(bytes).hasMessageContaining("not a GGUF file");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 20, 1L << 40, Long.MAX_VALUE, -1})
  void hugeCountsAreRefusedBeforeAnythingIsAllocated(long count) {
    refusal(file().build(count, 0)).hasMessageContaining("tensors, more than the file has room");
    refusal(file().build(0, count)).hasMessageContaining("values of metadata, more than");
    for (int type : new int[] {0, 4, 6, 8, 10, 12}) {
      refusal(new GgufBuilder().array("list", type, count).build())
          .hasMessageContaining("more than the file has room for");
    }
  }

  @Test
  void listsOfListsAreRefusedHoweverDeep() {
    byte[] nested = new byte[12 << 10];
    for (int i = 0; i + 12 <= nested.length; i += 12) {
      nested[i] = 9;
      nested[i + 4] = 1;
    }
    refusal(new GgufBuilder().array("list", 9, 1).raw(nested).build())
        .hasMessageContaining("'list' is an array of arrays");
  }

  @Test
  void unknownTypesAreRefusedWithWhatIsSupported() {
    refusal(new GgufBuilder().value("odd", 13, new byte[8]).build())
        .hasMessageContaining("'odd' has a value of the unknown type 13");
    refusal(new GgufBuilder().info("w", 7, 0, 32).build())
        .hasMessageContaining("tensor 'w' is of type number 7, which is not supported")
        .hasMessageContaining("F32, F16, BF16, Q4_0, Q8_0, Q4_K, Q6_K");
  }

  @Test
  void tensorsThatOverlapAreRefused() {
    refusal(file().info("c", 0, 8, 2).build()).hasMessageContaining("'c' overlaps with tensor 'w'");
    refusal(file().info("w", 0, 32, 1).build()).hasMessageContaining("'w' is there twice");
  }

  @Test
  void tensorsOutsideTheFileAreRefused() {
    refusal(file().info("c", 0, 1 << 20, 1).build()).hasMessageContaining("cut off or damaged");
    refusal(file().info("c", 0, -4, 1).build()).hasMessageContaining("cut off or damaged");
    refusal(file().info("c", 0, 0, 1 << 30, 1 << 30).build()).hasMessageContaining("tensor 'c'");
    refusal(file().info("c", 0, 0, 1L << 40).build()).hasMessageContaining("a dimension of");
    refusal(file().info("c", 0, 0, 0).build()).hasMessageContaining("a dimension of 0");
    refusal(file().info("c", 8, 0, 33).build()).hasMessageContaining("rows of 33 elements");
    refusal(file().info("c", 0, 0, 1, 1, 1, 1, 1).build()).hasMessageContaining("5 dimensions");
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    refusal(file().integer("some.size", 1).build()).hasMessageContaining("'some.size' twice");
  }

  @Test
  void longNamesAreRefusedInAShortMessage() {
    String name = "n".repeat(1 << 20);
    refusal(new GgufBuilder().integer(name, 1).build()).hasMessageContaining("a key of metadata");
    refusal(new GgufBuilder().info(name, 0, 0, 1).build()).hasMessageContaining("a tensor's name");
    refusal(new GgufBuilder().value(name.substring(0, 60_000), 99).build())
        .satisfies(e -> assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(600));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 48, -32})
  void anAlignmentThatIsNoPowerOfTwoIsRefused(int alignment) {
    refusal(new GgufBuilder().integer("general.alignment", alignment).build())
        .hasMessageContaining("alignment");
  }
}
