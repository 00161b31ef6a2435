package dev.tenure.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.model.PromptPrefix;
import dev.tenure.engine.model.TinyLlama;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts that begin with the same tokens.
class GenerationPrefixTest {
  private static final int CAPACITY = 192;
  private static final int[] SYSTEM = new Random(1).ints(75, 4, TinyLlama.VOCABULARY).toArray();

  private TensorPool pool;
  private TextGenerator model;

  @BeforeEach
  void load() throws IOException {
    pool = TensorPool.withLimit(64 << 20);
    model = tiny(pool);
  }

  @AfterEach
  void close() {
    model.close();
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
  }

  private static TextGenerator tiny(TensorPool pool) throws IOException {
    byte[] file = new TinyLlama("qwen2", 4, 2, 8).gguf();
    return TextGenerator.load(new ByteArrayInputStream(file), "tiny", pool);
  }

  private static int[] prompt(int number) {
    return new Random(number).ints(1 + number * 7 % 40, 4, TinyLlama.VOCABULARY).toArray();
  }

  private static int[] withSystem(int[] prompt) {
    return IntStream.concat(IntStream.of(SYSTEM), IntStream.of(prompt)).toArray();
  }

  private static GenerationRequest request(int number) {
    Sampling sampling =
        number % 2 == 0 ? Sampling.GREEDY : new Sampling(0.8, 20, 0.9, 0, 1.3, number);
    return GenerationRequest.of(3 + number * 11 % 50, sampling).pastEnds();
  }

  private Generation alone(int[] prompt, int number) {
    try (GenerationSession session = model.open(CacheFormat.F32, CAPACITY, 1)) {
      return session.generate(prompt, request(number), TokenListener.NONE);
    }
  }

  private PromptPrefix system() {
    return model.prefix(SYSTEM, CacheFormat.F32, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aSessionAfterAPrefixWritesWhatOneWritesThatReadAllOfIt(int number) {
    Generation expected = alone(withSystem(prompt(number)), number);
    try (PromptPrefix prefix = system();
        GenerationSession session = model.open(prefix, CAPACITY, 1)) {
      for (int round = 0; round < 2; round++) {
        Generation result = session.generate(prompt(number), request(number), TokenListener.NONE);
        assertThat(result.generatedIds()).isEqualTo(expected.generatedIds());
        assertThat(result.text()).isEqualTo(expected.text());
        session.restart();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16})
  void requestsWithAPrefixAndWithoutRunTogether(int places) {
    try (PromptPrefix prefix = system();
        GenerationBatch batch = model.openBatch(CacheFormat.F32, CAPACITY, places, 1)) {
      List<BatchTicket> tickets = new ArrayList<>();
      for (int number = 0; number < 12; number++) {
        tickets.add(
            number % 3 == 0
                ? batch.submit(prompt(number), request(number), TokenListener.NONE)
                : batch.submit(prefix, prompt(number), request(number), TokenListener.NONE));
      }
      batch.run();
      for (int number = 0; number < tickets.size(); number++) {
        int[] all = number % 3 == 0 ? prompt(number) : withSystem(prompt(number));
        assertThat(tickets.get(number).result().orElseThrow().generatedIds())
            .as("request %d", number)
            .isEqualTo(alone(all, number).generatedIds());
      }
    }
  }

  @Test
  void aPrefixMayBeClosedWhileItsRequestsWait() {
    long before = pool.statistics().outstanding();
    try (GenerationBatch batch = model.openBatch(CacheFormat.F32, CAPACITY, 1, 1)) {
      List<BatchTicket> tickets = new ArrayList<>();
      try (PromptPrefix prefix = system()) {
        for (int number = 2; number < 5; number++) {
          tickets.add(batch.submit(prefix, prompt(number), request(number), TokenListener.NONE));
        }
        assertThat(batch.step()).isTrue();
      }
      batch.run();
      for (int number = 2; number < 5; number++) {
        assertThat(tickets.get(number - 2).result().orElseThrow().generatedIds())
            .isEqualTo(alone(withSystem(prompt(number)), number).generatedIds());
      }
    }
    assertThat(pool.statistics().outstanding()).isEqualTo(before);
  }

  @Test
  void aBatchThatIsClosedLetsThePrefixesOfItsRequestsGo() {
    long before = pool.statistics().outstanding();
    try (GenerationBatch batch = model.openBatch(CacheFormat.F32, CAPACITY, 1, 1);
        PromptPrefix prefix = system()) {
      batch.submit(prefix, prompt(2), request(2), TokenListener.NONE);
      batch.submit(prefix, prompt(4), request(4), TokenListener.NONE);
      assertThat(batch.step()).isTrue();
    }
    assertThat(pool.statistics().outstanding()).isEqualTo(before);
  }

  @Test
  void aPlaceLetsThePrefixGoWhenItsRequestIsThrough() {
    try (GenerationBatch batch = model.openBatch(CacheFormat.F32, CAPACITY, 1, 1)) {
      long after;
      try (PromptPrefix prefix = system()) {
        batch.submit(prefix, prompt(2), request(2), TokenListener.NONE);
        batch.run();
        after = pool.statistics().outstanding();
      }
      int pages = (SYSTEM.length + 31) / 32;
      int layers = 2;
      assertThat(pool.statistics().outstanding()).isEqualTo(after - (long) pages * layers);
    }
  }

  @Test
  @SuppressWarnings("UseAfterClose") // the refusal is what is tested
  void aPrefixThatDoesNotFitIsRefused() throws IOException {
    PromptPrefix closed = system();
    closed.close();
    try (PromptPrefix prefix = system();
        PromptPrefix halves = model.prefix(SYSTEM, CacheFormat.F16, 1);
        TextGenerator other = tiny(pool);
        GenerationBatch batch = model.openBatch(CacheFormat.F32, 80, 1, 1);
        GenerationBatch others = other.openBatch(CacheFormat.F32, 80, 1, 1)) {
      GenerationRequest request = request(0);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> batch.submit(halves, prompt(0), request, TokenListener.NONE))
          .withMessageContaining("held in F16");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> others.submit(prefix, prompt(0), request, TokenListener.NONE))
          .withMessageContaining("another decoder");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> batch.submit(prefix, new int[6], request, TokenListener.NONE))
          .withMessage("the prompt has 6 tokens, and the context room for 5");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> batch.submit(prefix, new int[0], request, TokenListener.NONE))
          .withMessageContaining("no tokens");
      assertThatIllegalStateException()
          .isThrownBy(() -> batch.submit(closed, prompt(0), request, TokenListener.NONE));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.open(prefix, 74, 1).close())
          .withMessageContaining("75 tokens does not fit into a context of 74");
    }
  }

  @Test
  void aPoolThatIsTooSmallAnywhereLeavesNothingOutstanding() throws IOException {
    int failures = 0;
    boolean done = false;
    for (long limit = 4096; !done; limit += 4096) {
      try (TensorPool small = TensorPool.withLimit(limit);
          TextGenerator generator = tiny(small)) {
        done = runs(generator);
        failures += done ? 0 : 1;
        assertThat(small.statistics().outstanding()).isZero();
      }
    }
    assertThat(failures).isGreaterThan(20);
  }

  private static boolean runs(TextGenerator generator) {
    try (PromptPrefix prefix = generator.prefix(SYSTEM, CacheFormat.F32, 1);
        GenerationBatch batch = generator.openBatch(CacheFormat.F32, CAPACITY, 3, 1)) {
      List<BatchTicket> tickets = new ArrayList<>();
      for (int number = 0; number < 3; number++) {
        tickets.add(batch.submit(prefix, prompt(number), request(number), TokenListener.NONE));
      }
      batch.run();
      return tickets.stream().allMatch(ticket -> ticket.result().isPresent());
    } catch (MemoryLimitException e) {
      return false;
    }
  }
}
