package dev.tenure.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptPrefixTest {
  private static final int CAPACITY = 192;
  private static final int LAYERS = 2;

  private final TensorPool pool = TensorPool.withLimit(64 << 20);
  private Decoder decoder;

  @BeforeEach
  void read() throws IOException {
    decoder = tiny("llama");
  }

  @AfterEach
  void everythingWasReturned() {
    decoder.close();
    assertThat(outstanding()).isZero();
    assertThat(pool.statistics().doubleCloses()).isZero();
    pool.close();
  }

  private static Decoder tiny(String family) throws IOException {
    byte[] file = new TinyLlama(family, 4, 2, 32).gguf();
    return Decoder.read(DecoderSource.readGguf(new ByteArrayInputStream(file), "tiny"));
  }

  private long outstanding() {
    return pool.statistics().outstanding();
  }

  private static int[] ids(int count, int seed) {
    return new Random(seed).ints(count, 0, TinyLlama.VOCABULARY).toArray();
  }

  private PromptPrefix prefix(int length, CacheFormat format) {
    return PromptPrefix.open(decoder, pool, format, ids(length, 1), 1);
  }

  private DecoderSession after(PromptPrefix prefix) {
    return DecoderSession.open(decoder, pool, prefix, CAPACITY, 1);
  }

  private DecoderSession plain(CacheFormat format) {
    return DecoderSession.open(decoder, pool, format, CAPACITY, 1);
  }

  /// What a session gives that reads the prefix and all that follows by itself.
  private float[] alone(int prefixLength, CacheFormat format, int seed) {
    try (DecoderSession session = plain(format)) {
      session.prefill(ids(prefixLength, 1));
      return continued(session, seed);
    }
  }

  /// Reads a prompt and some tokens, over a border of pages.
  private static float[] continued(DecoderSession session, int seed) {
    session.prefill(ids(7, seed));
    for (int id : ids(39, seed + 1)) {
      session.decode(id);
    }
    return session.decode(5).toArray();
  }

  private static Stream<Arguments> prefixes() {
    return Stream.of(CacheFormat.values())
        .flatMap(format ->
            Stream.of(1, 31, 32, 33, 64, 70, 128).map(length -> Arguments.of(length, format)));
  }

  @ParameterizedTest
  @MethodSource("prefixes")
  void aSessionAfterAPrefixGivesWhatOneGivesThatReadAllOfIt(int length, CacheFormat format) {
    try (PromptPrefix prefix = prefix(length, format);
        DecoderSession session = after(prefix)) {
      assertThat(session.position()).isEqualTo(length);
      assertThat(continued(session, 2)).isEqualTo(alone(length, format, 2));
    }
  }

  @Test
  void theResultIsThatOfTheWholeTextInOnePiece() {
    int[] text = ids(100, 1);
    try (PromptPrefix prefix =
            PromptPrefix.open(decoder, pool, CacheFormat.F32, Arrays.copyOf(text, 50), 2);
        DecoderSession session = after(prefix);
        DecoderSession whole = plain(CacheFormat.F32)) {
      float[] expected = whole.prefill(text).toArray();
      assertThat(session.prefill(Arrays.copyOfRange(text, 50, 100)).toArray())
          .containsExactly(expected, within(2e-4f));
    }
  }

  @Test
  void sessionsHoldThePagesOfThePrefixOnceAndCopyOnlyTheOneTheyWriteTo() {
    long session = tensorsOfASession();
    try (PromptPrefix prefix = prefix(70, CacheFormat.F32)) {
      assertThat(outstanding()).isEqualTo(3 * LAYERS);
      try (DecoderSession one = after(prefix);
          DecoderSession two = after(prefix)) {
        assertThat(outstanding()).isEqualTo(3 * LAYERS + 2 * session);
        one.prefill(ids(26, 2));
        two.decode(3);
        assertThat(outstanding()).isEqualTo((3 + 1 + 1) * LAYERS + 2 * session);
        one.decode(4);
        assertThat(outstanding()).isEqualTo((3 + 2 + 1) * LAYERS + 2 * session);
      }
      assertThat(outstanding()).isEqualTo(3 * LAYERS);
    }
  }

  @Test
  void tenSessionsTakeTheBytesOfThePrefixOnce() {
    long pages = 4 * LAYERS;
    long pageBytes;
    long sessionBytes;
    long before = liveBytes();
    try (DecoderSession session = plain(CacheFormat.F32)) {
      sessionBytes = liveBytes() - before;
      session.reserve(1);
      pageBytes = (liveBytes() - before - sessionBytes) / LAYERS;
    }
    List<DecoderSession> sessions = new ArrayList<>();
    try (PromptPrefix prefix = prefix(128, CacheFormat.F32)) {
      for (int i = 0; i < 10; i++) {
        sessions.add(after(prefix));
      }
      assertThat(liveBytes() - before).isEqualTo(pages * pageBytes + 10 * sessionBytes);
    } finally {
      sessions.forEach(DecoderSession::close);
    }
  }

  private long liveBytes() {
    return pool.statistics().liveBytes();
  }

  @Test
  void aPrefixOfWholePagesIsNotCopied() {
    long session = tensorsOfASession();
    try (PromptPrefix prefix = prefix(64, CacheFormat.F16);
        DecoderSession one = after(prefix)) {
      one.reserve(32);
      one.prefill(ids(32, 2));
      assertThat(outstanding()).isEqualTo((2 + 1) * LAYERS + session);
    }
  }

  private long tensorsOfASession() {
    try (DecoderSession session = plain(CacheFormat.F32)) {
      assertThat(session.position()).isZero();
      return outstanding();
    }
  }

  @Test
  void whatASessionReservedIsEnoughForTheTokensAfterThePrefix() {
    try (PromptPrefix prefix = prefix(70, CacheFormat.F32);
        DecoderSession session = after(prefix)) {
      session.reserve(60);
      long rents = pool.statistics().rents();
      for (int id : ids(60, 3)) {
        session.decode(id);
      }
      assertThat(pool.statistics().rents()).isEqualTo(rents);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 40, 64, 69, 70, 71, 96})
  void goingBackIntoThePrefixOverwritesNothingOfIt(int position) {
    float[] fresh = alone(70, CacheFormat.Q8_0, 8);
    try (PromptPrefix prefix = prefix(70, CacheFormat.Q8_0);
        DecoderSession session = after(prefix);
        DecoderSession other = after(prefix);
        DecoderSession expected = plain(CacheFormat.Q8_0)) {
      session.prefill(ids(30, 4));
      session.rewind(position);
      int[] text = Arrays.copyOf(ids(70, 1), 100);
      System.arraycopy(ids(30, 4), 0, text, 70, 30);
      float[] result = continued(session, 6);
      if (position > 0) {
        expected.score(Arrays.copyOf(text, position)).close();
      }
      assertThat(result).containsExactly(continued(expected, 6), within(0.02f));
      assertThat(continued(other, 8)).isEqualTo(fresh);
      session.restart(prefix);
      assertThat(continued(session, 8)).isEqualTo(fresh);
      session.rewind(70);
      assertThat(continued(session, 8)).isEqualTo(fresh);
    }
  }

  @Test
  void whatWasReadInsteadOfThePrefixStaysWhenASessionGoesBackOnceMore() {
    try (PromptPrefix prefix = prefix(70, CacheFormat.F32);
        DecoderSession session = after(prefix);
        DecoderSession expected = plain(CacheFormat.F32)) {
      session.rewind(10);
      session.score(ids(50, 3)).close();
      session.rewind(45);
      expected.score(ids(10, 1)).close();
      expected.score(ids(50, 3)).close();
      expected.rewind(45);
      assertThat(continued(session, 4)).containsExactly(continued(expected, 4), within(2e-4f));
    }
  }

  @Test
  void aSessionBeginsAgainWithAnotherPrefixOrWithNone() {
    float[] fresh = alone(40, CacheFormat.F32, 4);
    try (DecoderSession session = plain(CacheFormat.F32);
        PromptPrefix first = prefix(70, CacheFormat.F32);
        PromptPrefix second = prefix(40, CacheFormat.F32)) {
      session.prefill(ids(20, 3));
      session.restart(first);
      session.prefill(ids(20, 3));
      session.restart(second);
      assertThat(continued(session, 4)).isEqualTo(fresh);
      session.restart();
      assertThat(session.position()).isZero();
      session.prefill(ids(40, 1));
      assertThat(continued(session, 4)).isEqualTo(fresh);
    }
  }

  @Test
  void thePagesGoBackWithTheLastSessionThatUsesThem() {
    DecoderSession one;
    DecoderSession two;
    long sessions = 2 * tensorsOfASession();
    float[] fresh = alone(70, CacheFormat.F32, 4);
    try (PromptPrefix prefix = prefix(70, CacheFormat.F32)) {
      one = after(prefix);
      two = after(prefix);
    }
    try (two) {
      try (one) {
        assertThat(outstanding()).isEqualTo(3 * LAYERS + sessions);
        assertThat(continued(one, 4)).isEqualTo(fresh);
      }
      assertThat(continued(two, 4)).isEqualTo(fresh);
      two.restart();
      two.restart();
      assertThat(outstanding()).isEqualTo(3 * LAYERS - LAYERS + sessions / 2);
    }
  }

  @Test
  @SuppressWarnings({"UseAfterClose", "DoubleClose"}) // what is refused is what is tested
  void noSessionBeginsWithAClosedPrefix() {
    PromptPrefix prefix = prefix(40, CacheFormat.F32);
    assertThat(prefix.isOpen()).isTrue();
    prefix.close();
    prefix.close();
    assertThat(prefix.isOpen()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> after(prefix).close())
        .withMessageContaining("the prefix was closed");
  }

  @Test
  @SuppressWarnings({"UseAfterClose", "DoubleClose"}) // what is refused is what is tested
  void everyOwnerClosesForItself() {
    float[] fresh = alone(40, CacheFormat.F32, 4);
    PromptPrefix first = prefix(40, CacheFormat.F32);
    PromptPrefix second = first.retain();
    first.close();
    first.close();
    assertThatIllegalStateException().isThrownBy(() -> after(first).close());
    assertThatIllegalStateException().isThrownBy(() -> first.retain().close());
    try (DecoderSession session = after(second)) {
      second.close();
      assertThat(continued(session, 4)).isEqualTo(fresh);
    }
    assertThat(outstanding()).isZero();
  }

  @Test
  void aPrefixOfAnotherModelOrFormatOrTooLongIsRefused() throws IOException {
    try (Decoder other = tiny("llama");
        PromptPrefix prefix = prefix(40, CacheFormat.F32);
        DecoderSession halves = plain(CacheFormat.F16)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DecoderSession.open(other, pool, prefix, CAPACITY, 1).close())
          .withMessageContaining("another decoder");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> halves.restart(prefix))
          .withMessage("the prefix is held in F32, and the session's cache in F16");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DecoderSession.open(decoder, pool, prefix, 39, 1).close())
          .withMessageContaining("40 tokens does not fit into a context of 39");
      assertThat(prefix.ids()).isEqualTo(ids(40, 1));
      assertThat(prefix.length()).isEqualTo(40);
    }
  }

  @Test
  void aPrefixThatTheModelCannotReadIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> prefix(0, CacheFormat.F32).close())
        .withMessageContaining("no tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> prefix(TinyLlama.CONTEXT + 1, CacheFormat.F32).close());
    assertThatThrownBy(() ->
            PromptPrefix.open(decoder, pool, CacheFormat.F32, new int[] {1, 99_999}, 1).close())
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(outstanding()).isZero();
  }

  @Test
  void sessionsOnSeveralThreadsShareAPrefix() throws InterruptedException, ExecutionException {
    float[] first = alone(70, CacheFormat.F16, 4);
    float[] second = alone(70, CacheFormat.F16, 6);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 20; round++) {
        try (PromptPrefix prefix = prefix(70, CacheFormat.F16)) {
          List<Future<float[]>> running = new ArrayList<>();
          running.add(threads.submit(() -> continuedAfter(prefix, 4)));
          running.add(threads.submit(() -> continuedAfter(prefix, 6)));
          assertThat(running.get(0).get()).isEqualTo(first);
          assertThat(running.get(1).get()).isEqualTo(second);
        }
      }
    }
  }

  private float[] continuedAfter(PromptPrefix prefix, int seed) {
    try (DecoderSession session = after(prefix)) {
      return continued(session, seed);
    }
  }

  @Test
  void sessionsOnOtherThreadsOutliveThePrefixWheneverItIsClosed()
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 50; round++) {
        PromptPrefix prefix = prefix(40, CacheFormat.F32);
        Future<Boolean> one = threads.submit(() -> begins(prefix));
        Future<Boolean> two = threads.submit(() -> begins(prefix));
        Thread.onSpinWait();
        prefix.close();
        one.get();
        two.get();
        assertThat(outstanding()).isZero();
      }
    }
  }

  private boolean begins(PromptPrefix prefix) {
    try (DecoderSession session = after(prefix)) {
      session.decode(3);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /// Each limit lets a prefix and its sessions come a little further before a rent fails.
  @Test
  void aRentThatFailsAnywhereLeavesNothingOutstanding() {
    int failures = 0;
    boolean done = false;
    for (long limit = 2048; !done; limit += 2048) {
      try (TensorPool small = TensorPool.withLimit(limit)) {
        done = runs(small);
        failures += done ? 0 : 1;
        assertThat(small.statistics().outstanding()).as("limit %d", limit).isZero();
      }
    }
    assertThat(failures).isGreaterThan(50);
  }

  private boolean runs(TensorPool small) {
    try (PromptPrefix prefix = PromptPrefix.open(decoder, small, CacheFormat.F32, ids(40, 1), 1);
        DecoderSession one = DecoderSession.open(decoder, small, prefix, CAPACITY, 1);
        DecoderSession two = DecoderSession.open(decoder, small, prefix, CAPACITY, 1)) {
      one.decode(1);
      two.prefill(ids(40, 2));
      return true;
    } catch (MemoryLimitException e) {
      return false;
    }
  }

  @Test
  void aSessionGoesOnAfterARentThatFailed() {
    try (PromptPrefix prefix = prefix(70, CacheFormat.F32)) {
      long room = roomForThePagesOfOneLayer(prefix);
      try (TensorPool small = TensorPool.withLimit(room);
          DecoderSession session = DecoderSession.open(decoder, small, prefix, CAPACITY, 1)) {
        long before = small.statistics().outstanding();
        assertThatThrownBy(() -> session.decode(3)).isInstanceOf(MemoryLimitException.class);
        assertThat(small.statistics().outstanding()).isEqualTo(before);
        assertThat(session.position()).isEqualTo(70);
      }
    }
  }

  /// As much as a session needs, and one page.
  private long roomForThePagesOfOneLayer(PromptPrefix prefix) {
    try (TensorPool large = TensorPool.withLimit(64 << 20);
        DecoderSession session = DecoderSession.open(decoder, large, prefix, CAPACITY, 1)) {
      long opened = large.statistics().liveBytes();
      session.decode(3);
      return opened + (large.statistics().liveBytes() - opened) / LAYERS;
    }
  }
}
