package dev.tenure.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The decoder on models with random weights, in any shape.
class DecoderTest {
  /// A page of the cache has 32 positions, a chunk of a prompt 64: this reaches over both.
  private static final int LENGTH = 70;

  private final TensorPool pool = TensorPool.withLimit(64 << 20);

  @AfterEach
  void everythingWasReturned() {
    assertThat(pool.statistics().outstanding()).isZero();
    assertThat(pool.statistics().doubleCloses()).isZero();
    pool.close();
  }

  private static Decoder read(TinyLlama model) throws IOException {
    return Decoder.read(DecoderSource.readGguf(new ByteArrayInputStream(model.gguf()), "tiny"));
  }

  private static int[] ids(int count) {
    return new Random(count).ints(count, 0, TinyLlama.VOCABULARY).toArray();
  }

  private DecoderSession open(Decoder decoder, CacheFormat format) {
    return DecoderSession.open(decoder, pool, format, 128, 1);
  }

  private static Stream<Arguments> shapes() {
    List<Arguments> shapes = new ArrayList<>();
    for (int cacheHeads = 1; cacheHeads <= 8; cacheHeads++) {
      for (int group : new int[] {1, 2, 3, 7}) {
        shapes.add(Arguments.of(new TinyLlama("llama", cacheHeads * group, cacheHeads, 8)));
      }
    }
    for (String family : List.of("llama", "qwen2", "qwen3")) {
      shapes.add(Arguments.of(new TinyLlama(family, 4, 2, 6)));
      shapes.add(Arguments.of(new TinyLlama(family, 6, 2, 32)));
    }
    return shapes.stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aTokenAfterACacheGivesWhatTheWholeTextGives(TinyLlama model) throws IOException {
    int[] ids = ids(LENGTH);
    try (Decoder decoder = read(model);
        DecoderSession cached = open(decoder, CacheFormat.F32)) {
      for (int length = 1; length <= LENGTH; length++) {
        float[] step = cached.decode(ids[length - 1]).toArray();
        if (length % 23 == 0 || length == 1 || length == LENGTH) {
          try (DecoderSession whole = open(decoder, CacheFormat.F32)) {
            float[] logits = whole.prefill(Arrays.copyOf(ids, length)).toArray();
            assertThat(step).as("after %d tokens", length).containsExactly(logits, within(2e-4f));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"F16, 0.01", "Q8_0, 0.15"})
  void aSmallerCacheGivesNearlyTheSameLogits(CacheFormat format, float tolerance)
      throws IOException {
    int[] ids = ids(LENGTH);
    try (Decoder decoder = read(new TinyLlama("llama", 4, 2, 32));
        DecoderSession exact = open(decoder, CacheFormat.F32);
        DecoderSession small = open(decoder, format)) {
      exact.prefill(ids);
      small.prefill(ids);
      for (int id : ids(30)) {
        float[] expected = exact.decode(id).toArray();
        assertThat(small.decode(id).toArray()).containsExactly(expected, within(tolerance));
      }
    }
  }

  @Test
  void aCacheThatTheHeadsDoNotFitIsRefused() throws IOException {
    try (Decoder decoder = read(new TinyLlama("llama", 4, 2, 8))) {
      assertThatThrownBy(() -> open(decoder, CacheFormat.Q8_0).close())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("multiple of 32");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 64, 65, LENGTH})
  void logitsAreThoseOfThePositionsThatAreAskedFor(int wanted) throws IOException {
    int[] ids = ids(LENGTH);
    try (Decoder decoder = read(new TinyLlama("llama", 4, 2, 8));
        DecoderSession session = open(decoder, CacheFormat.F32);
        PooledTensor all = session.score(ids);
        DecoderState state = DecoderState.open(decoder, pool, CacheFormat.F32, 128, 2);
        PooledTensor some = new ScopedDecoder(pool, decoder).forward(state, ids, wanted)) {
      assertThat(some.shape()).isEqualTo(Shape.of(wanted, TinyLlama.VOCABULARY));
      float[] expected = all.slice(LENGTH - wanted, LENGTH).toArray();
      assertThat(some.toArray()).containsExactly(expected, within(1e-4f));
    }
  }

  @Test
  void goingBackForgetsWhatCameAfter() throws IOException {
    int[] ids = ids(40);
    try (Decoder decoder = read(new TinyLlama("qwen3", 4, 2, 8));
        DecoderSession session = open(decoder, CacheFormat.F32)) {
      session.prefill(ids);
      float[] first = session.decode(9).toArray();
      session.prefill(ids(50));
      session.rewind(40);
      assertThat(session.decode(9).toArray()).isEqualTo(first);
    }
  }

  @Test
  void anErrorInAnyLayerLeavesNothingOutstandingAndTheSessionUsable() throws IOException {
    try (Decoder decoder = read(new TinyLlama("llama", 4, 2, 8))) {
      for (int layer = 0; layer < decoder.config().layers(); layer++) {
        try (DecoderState state = DecoderState.open(decoder, pool, CacheFormat.F32, 128, 2)) {
          ScopedDecoder scoped = new ScopedDecoder(pool, decoder);
          scoped.forward(state, ids(40), 1).close();
          Tensor page = state.pages(layer)[1];
          PooledTensor tooSmall = pool.rent(Shape.of(1));
          state.pages(layer)[1] = tooSmall;
          long before = pool.statistics().outstanding();
          assertThatThrownBy(() -> scoped.forward(state, ids(3), 3).close())
              .isInstanceOf(IllegalArgumentException.class);
          assertThat(pool.statistics().outstanding()).isEqualTo(before);
          assertThat(state.position()).isEqualTo(40);
          state.pages(layer)[1] = page;
          tooSmall.close();
          scoped.forward(state, ids(3), 3).close();
        }
        assertThat(pool.statistics().outstanding()).isZero();
      }
    }
  }

  /// Each limit lets a session come a little further before a rent fails.
  @Test
  void aRentThatFailsAnywhereLeavesNothingOutstanding() throws IOException {
    int failures = 0;
    boolean done = false;
    try (Decoder decoder = read(new TinyLlama("llama", 4, 2, 8))) {
      for (long limit = 512; !done; limit += 512) {
        try (TensorPool small = TensorPool.withLimit(limit)) {
          done = runs(decoder, small);
          failures += done ? 0 : 1;
          assertThat(small.statistics().outstanding()).as("limit %d", limit).isZero();
        }
      }
    }
    assertThat(failures).isGreaterThan(100);
  }

  private static boolean runs(Decoder decoder, TensorPool small) {
    try (DecoderSession session = DecoderSession.open(decoder, small, CacheFormat.F32, 128, 1)) {
      session.prefill(ids(LENGTH));
      session.reserve(40);
      session.decode(1);
      session.score(ids(10)).close();
      return true;
    } catch (MemoryLimitException e) {
      return false;
    }
  }
}
