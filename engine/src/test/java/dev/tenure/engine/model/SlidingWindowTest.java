package dev.tenure.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Decoders that see a window of positions, which slides along the text.
class SlidingWindowTest {
  private static final int CAPACITY = TinyLlama.CONTEXT;
  private static final int LAYERS = 2;

  private final TensorPool pool = TensorPool.withLimit(64 << 20);

  @AfterEach
  void everythingWasReturned() {
    assertThat(outstanding()).isZero();
    assertThat(pool.statistics().doubleCloses()).isZero();
    pool.close();
  }

  private long outstanding() {
    return pool.statistics().outstanding();
  }

  private static Decoder read(TinyLlama model) throws IOException {
    return Decoder.read(DecoderSource.readGguf(new ByteArrayInputStream(model.gguf()), "tiny"));
  }

  private static Decoder tiny(int window) throws IOException {
    return read(new TinyLlama("llama", 4, 2, 32, window));
  }

  private static int[] ids(int count, int seed) {
    return new Random(seed).ints(count, 0, TinyLlama.VOCABULARY).toArray();
  }

  private DecoderSession open(Decoder decoder, CacheFormat format) {
    return DecoderSession.open(decoder, pool, format, CAPACITY, 1);
  }

  private DecoderSession open(Decoder decoder) {
    return open(decoder, CacheFormat.F32);
  }

  @Test
  void theFirstLayersMaySeeEverything() {
    SlidingWindow window = new SlidingWindow(10, 2);
    assertThat(window.of(1)).isEqualTo(Integer.MAX_VALUE);
    assertThat(window.of(2)).isEqualTo(10);
    assertThat(window.furthest()).isEqualTo(Integer.MAX_VALUE);
    assertThat(new SlidingWindow(10, 0).furthest()).isEqualTo(10);
    assertThatIllegalArgumentException().isThrownBy(() -> new SlidingWindow(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new SlidingWindow(1, -1));
  }

  private static Stream<Arguments> models() {
    List<Arguments> models = new ArrayList<>();
    for (int cacheHeads = 1; cacheHeads <= 8; cacheHeads++) {
      for (int group : new int[] {1, 2, 3, 7}) {
        models.add(Arguments.of(new TinyLlama("llama", cacheHeads * group, cacheHeads, 8, 37)));
      }
    }
    for (String family : List.of("llama", "qwen2", "qwen3")) {
      for (int window : new int[] {1, 2, 16, 31, 32, 33, 64, 65, 100}) {
        models.add(Arguments.of(new TinyLlama(family, 4, 2, 6, window)));
      }
    }
    return models.stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void aTokenAfterACacheGivesWhatTheWholeTextGives(TinyLlama model) throws IOException {
    int[] text = ids(200, 1);
    try (Decoder decoder = read(model);
        DecoderSession cached = open(decoder)) {
      for (int length = 1; length <= text.length; length++) {
        float[] step = cached.decode(text[length - 1]).toArray();
        if (length % 45 == 0 || length == 1 || length == text.length) {
          try (DecoderSession whole = open(decoder)) {
            float[] logits = whole.prefill(Arrays.copyOf(text, length)).toArray();
            assertThat(step).as("after %d tokens", length).containsExactly(logits, within(3e-4f));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"F16, 0.01", "Q8_0, 0.05"})
  void aSmallerCacheGivesWhatTheWholeTextGivesToo(CacheFormat format, float tolerance)
      throws IOException {
    int[] text = ids(200, 1);
    try (Decoder decoder = tiny(45);
        DecoderSession cached = open(decoder, format);
        DecoderSession whole = open(decoder, format);
        DecoderSession exact = open(decoder)) {
      for (int id : text) {
        cached.decode(id);
      }
      float[] logits = whole.prefill(text).toArray();
      float[] expected = exact.prefill(text).toArray();
      float[] steps = cached.decode(3).toArray();
      assertThat(steps).containsExactly(whole.decode(3).toArray(), within(tolerance));
      assertThat(logits).containsExactly(expected, within(8 * tolerance));
    }
  }

  @Test
  void aTextThatIsNoLongerThanTheWindowIsReadAsWithoutOne() throws IOException {
    int[] text = ids(100, 1);
    try (Decoder windowed = tiny(100);
        Decoder plain = tiny(0);
        DecoderSession one = open(windowed);
        DecoderSession two = open(plain)) {
      assertThat(one.prefill(text).toArray()).isEqualTo(two.prefill(text).toArray());
      assertThat(one.decode(3).toArray()).isNotEqualTo(two.decode(3).toArray());
    }
  }

  /// Each layer reaches back by the window less one.
  @Test
  void aTokenKnowsOfAsManyPositionsAsTheWindowsOfAllLayersTogetherReach() throws IOException {
    int window = 20;
    int[] text = ids(150, 1);
    int reach = text.length - 1 - LAYERS * (window - 1);
    int[] same = text.clone();
    System.arraycopy(ids(reach, 2), 0, same, 0, reach);
    int[] different = text.clone();
    different[reach]++;
    try (Decoder decoder = tiny(window);
        DecoderSession session = open(decoder);
        DecoderSession one = open(decoder);
        DecoderSession two = open(decoder)) {
      float[] logits = session.prefill(text).toArray();
      assertThat(one.prefill(same).toArray()).isEqualTo(logits);
      assertThat(two.prefill(different).toArray()).isNotEqualTo(logits);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "32, 2", "33, 2", "34, 3", "40, 3", "64, 3", "65, 3", "66, 4"})
  void pagesGoRoundSoThatTokensHoldNoMoreThanTheWindowAndAPage(int window, int most)
      throws IOException {
    try (Decoder decoder = tiny(window);
        DecoderSession session = open(decoder)) {
      long before = outstanding();
      long rents = 0;
      for (int position = 0; position < CAPACITY; position++) {
        session.decode(position);
        assertThat(outstanding() - before).isLessThanOrEqualTo((long) most * LAYERS);
        rents = position == 3 * 32 ? pool.statistics().rents() : rents;
      }
      assertThat(pool.statistics().rents()).isEqualTo(rents);
    }
  }

  @Test
  void aPromptHoldsNoMoreThanTheWindowAndWhatIsComputedTogether() throws IOException {
    try (Decoder decoder = tiny(40);
        DecoderSession session = open(decoder)) {
      long before = outstanding();
      session.prefill(ids(CAPACITY, 1));
      assertThat(outstanding() - before).isEqualTo(5 * LAYERS);
    }
  }

  @Test
  void whatWasReservedIsEnoughForAllTokens() throws IOException {
    try (Decoder decoder = tiny(40);
        DecoderSession session = open(decoder)) {
      session.reserve(CAPACITY);
      long rents = pool.statistics().rents();
      for (int position = 0; position < CAPACITY; position++) {
        session.decode(position);
      }
      assertThat(pool.statistics().rents()).isEqualTo(rents);
    }
  }

  @Test
  void aSessionGoesBackAsLongAsTheWindowThereIsKept() throws IOException {
    try (Decoder decoder = tiny(40);
        DecoderSession session = open(decoder);
        DecoderSession expected = open(decoder)) {
      for (int id : ids(200, 1)) {
        session.decode(id);
      }
      float[] result = session.decode(7).toArray();
      session.decode(8);
      session.rewind(200);
      assertThat(session.decode(7).toArray()).isEqualTo(result);

      assertThatIllegalStateException()
          .isThrownBy(() -> session.rewind(150))
          .withMessage(
              "cannot go back to 150: a token there sees 40 positions, and those before 128 are"
                  + " not kept");
      assertThat(session.position()).isEqualTo(201);
      session.rewind(200);
      assertThat(session.decode(7).toArray()).isEqualTo(result);

      session.rewind(0);
      assertThat(session.prefill(ids(150, 2)).toArray())
          .isEqualTo(expected.prefill(ids(150, 2)).toArray());
    }
  }

  @ParameterizedTest
  @EnumSource(CacheFormat.class)
  void aPrefixHoldsWhatTheNextTokenSees(CacheFormat format) throws IOException {
    try (Decoder decoder = tiny(40);
        PromptPrefix prefix = PromptPrefix.open(decoder, pool, format, ids(200, 1), 1)) {
      assertThat(outstanding()).isEqualTo(2 * LAYERS);
      try (DecoderSession session = DecoderSession.open(decoder, pool, prefix, CAPACITY, 1);
          DecoderSession alone = open(decoder, format)) {
        alone.prefill(ids(200, 1));
        float[] expected = continued(alone);
        assertThat(continued(session)).isEqualTo(expected);
        session.rewind(200);
        assertThat(continued(session)).isEqualTo(expected);
        session.rewind(199);
        session.decode(ids(200, 1)[199]);
        assertThat(continued(session)).containsExactly(expected, within(0.05f));
        assertThatIllegalStateException().isThrownBy(() -> session.rewind(180));
        session.restart(prefix);
        assertThat(continued(session)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 32, 40})
  void aPrefixThatEndsWithAPageIsContinued(int window) throws IOException {
    try (Decoder decoder = tiny(window);
        PromptPrefix prefix = PromptPrefix.open(decoder, pool, CacheFormat.F32, ids(64, 1), 1);
        DecoderSession session = DecoderSession.open(decoder, pool, prefix, CAPACITY, 1);
        DecoderSession alone = open(decoder)) {
      alone.prefill(ids(64, 1));
      assertThat(continued(session)).isEqualTo(continued(alone));
    }
  }

  /// Reads over a border of pages.
  private static float[] continued(DecoderSession session) {
    session.prefill(ids(15, 3));
    for (int id : ids(30, 4)) {
      session.decode(id);
    }
    return session.decode(5).toArray();
  }

  @Test
  void conversationsInABatchGetWhatTheyWouldGetAlone() throws IOException {
    try (Decoder decoder = tiny(40);
        DecoderBatch batch = DecoderBatch.open(decoder, pool, 2, 1);
        DecoderSession one = open(decoder);
        DecoderSession two = open(decoder);
        DecoderSession alone = open(decoder)) {
      DecoderSession[] sessions = {one, two};
      two.prefill(ids(50, 2));
      alone.prefill(ids(50, 2));
      for (int id : ids(150, 3)) {
        batch.decode(sessions, new int[] {id, id}, 2);
        float[] expected = alone.decode(id).toArray();
        assertThat(batch.logits(1).toArray()).containsExactly(expected, within(3e-4f));
      }
    }
  }

  @Test
  void aTokenAllocatesNothingWhileTheWindowSlides() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    try (Decoder decoder = tiny(40);
        DecoderSession session = open(decoder, CacheFormat.F16)) {
      for (int round = 0; round < 100 && least > 0; round++) {
        session.rewind(0);
        session.decode(1);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int position = 1; position < CAPACITY; position++) {
          session.decode(position);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
    }
    assertThat(least).as("bytes of %d tokens", CAPACITY - 1).isZero();
  }

  /// Each limit lets a session come a little further before a rent fails.
  @Test
  void aRentThatFailsAnywhereLeavesNothingOutstanding() throws IOException {
    int failures = 0;
    boolean done = false;
    try (Decoder decoder = tiny(40)) {
      for (long limit = 2048; !done; limit += 2048) {
        try (TensorPool small = TensorPool.withLimit(limit)) {
          done = runs(decoder, small);
          failures += done ? 0 : 1;
          assertThat(small.statistics().outstanding()).as("limit %d", limit).isZero();
        }
      }
    }
    assertThat(failures).isGreaterThan(50);
  }

  private static boolean runs(Decoder decoder, TensorPool small) {
    try (DecoderSession session =
        DecoderSession.open(decoder, small, CacheFormat.F32, CAPACITY, 1)) {
      session.prefill(ids(150, 1));
      session.reserve(90);
      for (int id : ids(90, 2)) {
        session.decode(id);
      }
      return true;
    } catch (MemoryLimitException e) {
      return false;
    }
  }
}
