package dev.tenure.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class SegmentInputStreamTest {
  private static SegmentInputStream streamOf(int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    return new SegmentInputStream(MemorySegment.ofArray(array));
  }

  @Test
  void bytes_are_read_one_by_one_up_to_the_end() {
    SegmentInputStream stream = streamOf(1, 255);
    assertThat(stream.read()).isEqualTo(1);
    assertThat(stream.read()).isEqualTo(255);
    assertThat(stream.read()).isEqualTo(-1);
  }

  @Test
  void a_block_ends_where_the_segment_ends() {
    SegmentInputStream stream = streamOf(1, 2, 3);
    byte[] block = new byte[5];
    assertThat(stream.read(block, 1, 4)).isEqualTo(3);
    assertThat(block).containsExactly(0, 1, 2, 3, 0);
    assertThat(stream.read(block, 0, 1)).isEqualTo(-1);
    assertThat(stream.read(block, 0, 0)).isZero();
  }

  @Test
  void skipping_stops_at_the_end_and_never_goes_back() throws IOException {
    SegmentInputStream stream = streamOf(1, 2, 3);
    assertThat(stream.skip(2)).isEqualTo(2);
    assertThat(stream.available()).isEqualTo(1);
    assertThat(stream.skip(-5)).isZero();
    assertThat(stream.read()).isEqualTo(3);
    assertThat(stream.skip(9)).isZero();
  }
}
