package dev.tenure.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamBytesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (2 << 20), 5_000_001})
  void a_stream_of_any_length_is_copied_whole(int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = StreamBytes.copy(new ByteArrayInputStream(bytes), "test", arena);
      assertThat(copy.byteSize()).isEqualTo(length);
      assertThat(copy.mismatch(MemorySegment.ofArray(bytes))).isEqualTo(-1);
    }
  }
}
