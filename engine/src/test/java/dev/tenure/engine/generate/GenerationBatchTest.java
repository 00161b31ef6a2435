package dev.tenure.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.engine.generate.Generation.StopReason;
import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.model.TinyLlama;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationBatchTest {
  private static final int CAPACITY = 128;

  private TensorPool pool;
  private TextGenerator model;

  @BeforeEach
  void load() throws IOException {
    pool = TensorPool.withLimit(64 << 20);
    model = TextGenerator.load(tiny("qwen2"), "tiny", pool);
  }

  @AfterEach
  void close() {
    model.close();
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
  }

  private static ByteArrayInputStream tiny(String family) {
    return new ByteArrayInputStream(new TinyLlama(family, 4, 2, 8).gguf());
  }

  private static int[] prompt(int number) {
    return new Random(number).ints(1 + number * 7 % 40, 4, TinyLlama.VOCABULARY).toArray();
  }

  private static GenerationRequest request(int number) {
    Sampling sampling =
        number % 2 == 0 ? Sampling.GREEDY : new Sampling(0.8, 20, 0.9, 0, 1.1, number);
    return GenerationRequest.of(3 + number * 11 % 50, sampling).pastEnds();
  }

  private static Generation alone(TextGenerator model, int number) {
    try (GenerationSession session = model.open(CacheFormat.F32, CAPACITY, 1)) {
      return session.generate(prompt(number), request(number), TokenListener.NONE);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "4, 2", "16, 1"})
  void everyRequestGetsWhatItWouldGetAlone(int places, int threads) {
    try (GenerationBatch batch = model.openBatch(CacheFormat.F32, CAPACITY, places, threads)) {
      List<BatchTicket> tickets = new ArrayList<>();
      for (int number = 0; number < 12; number++) {
        tickets.add(batch.submit(prompt(number), request(number), TokenListener.NONE));
      }
      batch.run();
      for (int number = 0; number < tickets.size(); number++) {
        Generation together = tickets.get(number).result().orElseThrow();
        Generation alone = alone(model, number);
        assertThat(together.generatedIds())
            .as("request %d", number)
            .isEqualTo(alone.generatedIds());
        assertThat(together.reason()).isEqualTo(alone.reason());
        assertThat(together.text()).isEqualTo(alone.text());
      }
    }
  }

  @Test
  void aRequestJoinsWhileOthersRun() {
    try (GenerationBatch batch = model.openBatch(CacheFormat.F16, CAPACITY, 2, 1)) {
      BatchTicket first = batch.submit(prompt(5), request(4), TokenListener.NONE);
      assertThat(batch.step()).isTrue();
      assertThat(batch.step()).isTrue();
      BatchTicket second = batch.submit(prompt(2), request(0), TokenListener.NONE);
      while (!second.isDone()) {
        assertThat(batch.step()).isTrue();
      }
      assertThat(first.result()).isEmpty();
      batch.run();
      assertThat(first.result()).isPresent();
      assertThat(batch.step()).isFalse();
    }
  }

  @Test
  void aFailureIsTheRequestsOwn() {
    TokenListener failing =
        (id, logProbability) -> {
          throw new IllegalStateException("listener");
        };
    try (GenerationBatch batch = model.openBatch(CacheFormat.F32, CAPACITY, 2, 1)) {
      BatchTicket bad = batch.submit(prompt(1), request(1), failing);
      BatchTicket unknown = batch.submit(new int[] {99_999}, request(1), TokenListener.NONE);
      BatchTicket good = batch.submit(prompt(3), request(3), TokenListener.NONE);
      int[] heard = {0};
      BatchTicket cancelled =
          batch.submit(prompt(4), request(4), (id, logProbability) -> ++heard[0] < 2);
      batch.run();
      assertThatThrownBy(bad::result).hasMessage("listener");
      assertThatThrownBy(unknown::result).isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(good.result().orElseThrow().generatedIds())
          .isEqualTo(alone(model, 3).generatedIds());
      assertThat(cancelled.result().orElseThrow().reason()).isEqualTo(StopReason.CANCELLED);
      assertThatThrownBy(() -> batch.submit(new int[0], request(1), TokenListener.NONE))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> batch.submit(new int[129], request(1), TokenListener.NONE))
          .hasMessageContaining("129 tokens");
    }
  }

  @Test
  void aPoolThatIsTooSmallAnywhereLeavesNothingOutstanding() throws IOException {
    int failures = 0;
    boolean done = false;
    for (long limit = 4096; !done; limit += 4096) {
      try (TensorPool small = TensorPool.withLimit(limit);
          TextGenerator generator = TextGenerator.load(tiny("llama"), "tiny", small)) {
        done = runs(generator);
        failures += done ? 0 : 1;
        assertThat(small.statistics().outstanding()).isZero();
      }
    }
    assertThat(failures).isGreaterThan(20);
  }

  private static boolean runs(TextGenerator generator) {
    try (GenerationBatch batch = generator.openBatch(CacheFormat.F32, CAPACITY, 3, 1)) {
      List<BatchTicket> tickets = new ArrayList<>();
      for (int number = 0; number < 3; number++) {
        tickets.add(batch.submit(prompt(number + 3), request(number), TokenListener.NONE));
      }
      batch.run();
      return tickets.stream().allMatch(ticket -> ticket.result().isPresent());
    } catch (MemoryLimitException e) {
      return false;
    }
  }
}
