package dev.tenure.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.tenure.engine.generate.Generation.StopReason;
import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.model.Decoder;
import dev.tenure.engine.model.DecoderBatch;
import dev.tenure.engine.model.DecoderSession;
import dev.tenure.engine.model.DecoderSource;
import dev.tenure.engine.model.PromptPrefix;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GenerationSessionTest {
  private static final String PROMPT = "Once upon a time";

  private TensorPool pool;
  private TextGenerator model;

  @BeforeEach
  void load() throws IOException {
    pool = TensorPool.withLimit(64 << 20);
    model = TextGenerator.load(Stories.file("stories260K-Q8_0.gguf"), pool);
  }

  @AfterEach
  void close() {
    if (model != null) {
      model.close();
      assertThat(pool.statistics().outstanding()).isZero();
    }
    pool.close();
  }

  private int[] prompt() {
    return model.tokenizer().encode(PROMPT);
  }

  private Generation generate(GenerationRequest request) {
    try (GenerationSession session = model.open(CacheFormat.F32, 512, 1)) {
      return session.generate(prompt(), request, TokenListener.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F16"}) // The heads of this model are too short for Q8_0.
  void aTokenAllocatesNothingAtAnyLength(CacheFormat format) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    GenerationRequest request = GenerationRequest.of(450, Sampling.GREEDY).pastEnds();
    long[] readings = new long[450];
    int[] count = {0};
    TokenListener reader =
        (id, logProbability) -> {
          readings[count[0]++] = threads.getCurrentThreadAllocatedBytes();
          return true;
        };
    long least = Long.MAX_VALUE;
    try (GenerationSession session = model.open(format, 512, 1)) {
      // The JIT compiles in the background, so that the first round without garbage comes at no
      // fixed time; code that allocates for a token never has one.
      for (int round = 0; round < 40 && least > 0; round++) {
        count[0] = 0;
        session.restart();
        session.generate(prompt(), request, reader);
        least = Math.min(least, readings[readings.length - 1] - readings[0]);
      }
    }
    assertThat(least).as("bytes of 449 tokens").isZero();
  }

  @Test
  void aTokenAfterASharedPrefixAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    GenerationRequest request = GenerationRequest.of(400, Sampling.GREEDY).pastEnds();
    long[] readings = new long[400];
    int[] count = {0};
    TokenListener reader =
        (id, logProbability) -> {
          readings[count[0]++] = threads.getCurrentThreadAllocatedBytes();
          return true;
        };
    int[] prefixIds = model.tokenizer().encode("Once upon a time, there was a little girl who");
    long least = Long.MAX_VALUE;
    try (PromptPrefix prefix = model.prefix(prefixIds, CacheFormat.F16, 1);
        GenerationSession session = model.open(prefix, 512, 1)) {
      for (int round = 0; round < 40 && least > 0; round++) {
        count[0] = 0;
        session.restart();
        session.generate(prompt(), request, reader);
        least = Math.min(least, readings[readings.length - 1] - readings[0]);
      }
    }
    assertThat(least).as("bytes of 399 tokens").isZero();
  }

  @Test
  void aPassOverSeveralSessionsAllocatesNothing() throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    try (Decoder decoder =
            Decoder.read(DecoderSource.openGguf(Stories.file("stories260K-Q8_0.gguf")));
        DecoderBatch batch = DecoderBatch.open(decoder, pool, 3, 1);
        DecoderSession one = DecoderSession.open(decoder, pool, CacheFormat.F32, 512, 1);
        DecoderSession two = DecoderSession.open(decoder, pool, CacheFormat.F16, 512, 1)) {
      DecoderSession[] sessions = {one, two};
      int[] ids = {400, 401};
      one.reserve(512);
      two.reserve(512);
      for (int round = 0; round < 40 && least > 0; round++) {
        one.rewind(0);
        two.rewind(0);
        batch.decode(sessions, ids, 2);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int token = 1; token < 400; token++) {
          batch.decode(sessions, ids, 2);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
    }
    assertThat(least).as("bytes of 399 passes").isZero();
  }

  @Test
  void theThreadsThatHelpAllocateNothingEither() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    GenerationRequest request = GenerationRequest.of(300, Sampling.GREEDY).pastEnds();
    long[] before = new long[1];
    long[] after = new long[1];
    int[] count = {0};
    long least = Long.MAX_VALUE;
    try (GenerationSession session = model.open(CacheFormat.F32, 512, 2)) {
      long helper = newestKernelThread();
      TokenListener reader =
          (id, logProbability) -> {
            long bytes = threads.getThreadAllocatedBytes(helper);
            before[0] = count[0]++ == 0 ? bytes : before[0];
            after[0] = bytes;
            return true;
          };
      for (int round = 0; round < 40 && least > 0; round++) {
        count[0] = 0;
        session.restart();
        session.generate(prompt(), request, reader);
        least = Math.min(least, after[0] - before[0]);
      }
    }
    assertThat(least).as("bytes of 299 tokens on the other thread").isZero();
  }

  private static long newestKernelThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tenure-kernel-"))
        .mapToLong(Thread::threadId)
        .max()
        .orElseThrow();
  }

  @Test
  void cancellationAndAnExceptionAfterAnyTokenLeaveTheSessionInOrder() {
    GenerationRequest request = GenerationRequest.of(40, Sampling.GREEDY);
    int[] whole = generate(request).generatedIds();
    for (int last = 1; last < 40; last += 3) {
      int end = last;
      int[] heard = {0};
      try (GenerationSession session = model.open(CacheFormat.F16, 512, 1)) {
        Generation cancelled =
            session.generate(prompt(), request, (id, logProbability) -> ++heard[0] < end);
        assertThat(cancelled.generatedIds()).hasSize(last);
        session.restart();
        heard[0] = 0;
        TokenListener failing =
            (id, logProbability) -> {
              if (++heard[0] == end) {
                throw new IllegalStateException("listener");
              }
              return true;
            };
        assertThatThrownBy(() -> session.generate(prompt(), request, failing))
            .hasMessage("listener");
        session.restart();
        assertThat(session.generate(prompt(), request, TokenListener.NONE).generatedIds())
            .isEqualTo(whole);
      }
      assertThat(pool.statistics().outstanding()).isZero();
    }
  }

  @Test
  void aTurnContinuesTheOneBefore() {
    int[] whole = generate(GenerationRequest.of(40, Sampling.GREEDY)).generatedIds();
    try (GenerationSession session = model.open(CacheFormat.F32, 512, 1)) {
      int[] first =
          session
              .generate(prompt(), GenerationRequest.of(19, Sampling.GREEDY), TokenListener.NONE)
              .generatedIds();
      Generation second =
          session.generate(
              new int[] {whole[19]}, GenerationRequest.of(20, Sampling.GREEDY), TokenListener.NONE);
      assertThat(whole).startsWith(first).endsWith(second.generatedIds());
    }
  }

  @Test
  void aStopTextEndsGenerationAcrossTokens() {
    GenerationRequest request = GenerationRequest.of(100, Sampling.GREEDY);

    Generation stopped = generate(request.withStops(List.of("never", "little girl")));

    assertThat(stopped.reason()).isEqualTo(StopReason.STOP_TEXT);
    assertThat(stopped.text()).isEqualTo(", there was a ");
  }

  @Test
  void aSeedDecidesWhatIsSampled() {
    Sampling sampling = new Sampling(1, 40, 0.95, 0.01, 1.1, 7);

    Generation first = generate(GenerationRequest.of(60, sampling));
    Generation again = generate(GenerationRequest.of(60, sampling));
    Generation other = generate(GenerationRequest.of(60, new Sampling(1, 40, 0.95, 0.01, 1.1, 8)));

    assertThat(again.generatedIds()).isEqualTo(first.generatedIds());
    assertThat(other.generatedIds()).isNotEqualTo(first.generatedIds());
    assertThat(Arrays.stream(first.logProbabilities()).max().orElseThrow()).isNotPositive();
  }

  @Test
  void aFilterDecidesWhatMayComeNext() {
    int allowed = prompt()[1];
    TokenFilter filter =
        logits -> {
          for (int id = 0; id < logits.length; id++) {
            logits[id] = id == allowed ? logits[id] : Float.NEGATIVE_INFINITY;
          }
        };

    Generation result = generate(GenerationRequest.of(3, Sampling.GREEDY).withFilter(filter));

    assertThat(result.generatedIds()).containsOnly(allowed);
    assertThat(result.logProbabilities()).containsOnly(0);
  }

  @Test
  void theListenerCancels() {
    try (GenerationSession session = model.open(CacheFormat.F32, 512, 1)) {
      int[] heard = {0};
      Generation result =
          session.generate(
              prompt(),
              GenerationRequest.of(100, Sampling.GREEDY),
              (id, logProbability) -> ++heard[0] < 5);
      assertThat(result.reason()).isEqualTo(StopReason.CANCELLED);
      assertThat(result.generatedIds()).hasSize(5);
    }
  }

  @Test
  void theTimeLimitIsKept() {
    Generation result =
        generate(GenerationRequest.of(100, Sampling.GREEDY).withTimeLimit(Duration.ZERO));

    assertThat(result.reason()).isEqualTo(StopReason.TIME_LIMIT);
    assertThat(result.generatedIds()).hasSize(1);
  }

  @Test
  void anExceptionLeavesNothingOutstanding() {
    try (GenerationSession session = model.open(CacheFormat.F32, 512, 1)) {
      TokenListener failing =
          (id, logProbability) -> {
            throw new IllegalStateException("listener");
          };
      assertThatThrownBy(
              () -> session.generate(prompt(), GenerationRequest.of(9, Sampling.GREEDY), failing))
          .hasMessage("listener");
      assertThatThrownBy(() ->
              session.generate(
                  new int[] {1, 99_999},
                  GenerationRequest.of(9, Sampling.GREEDY),
                  TokenListener.NONE))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(pool.statistics().outstanding()).isZero();
  }

  @Test
  void aFullContextEndsGeneration() {
    try (GenerationSession session = model.open(CacheFormat.F32, 20, 1)) {
      Generation result =
          session.generate(
              prompt(), GenerationRequest.of(100, Sampling.GREEDY), TokenListener.NONE);
      assertThat(result.reason()).isEqualTo(StopReason.CONTEXT_FULL);
      assertThat(result.generatedIds()).hasSize(15);
    }
  }

  @Test
  void aPoolThatIsTooSmallIsToldAndNothingStaysBehind() throws IOException {
    try (TensorPool small = TensorPool.withLimit(64 << 10);
        TextGenerator large = TextGenerator.load(Stories.file("stories260K-Q8_0.gguf"), small)) {
      assertThatThrownBy(() -> generateOn(large)).isInstanceOf(MemoryLimitException.class);
      assertThat(small.statistics().outstanding()).isZero();
    }
  }

  private void generateOn(TextGenerator generator) {
    try (GenerationSession session = generator.open(CacheFormat.F32, 512, 1)) {
      session.generate(prompt(), GenerationRequest.of(400, Sampling.GREEDY), TokenListener.NONE);
    }
  }

  @Test
  void sessionsOnTwoThreadsDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
    Sampling one = new Sampling(1, 0, 1, 0, 1, 1);
    Sampling two = new Sampling(1, 0, 1, 0, 1, 2);
    int[] first = generate(GenerationRequest.of(60, one)).generatedIds();
    int[] second = generate(GenerationRequest.of(60, two)).generatedIds();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 10; round++) {
        List<Future<Generation>> running = new ArrayList<>();
        running.add(threads.submit(() -> generate(GenerationRequest.of(60, one))));
        running.add(threads.submit(() -> generate(GenerationRequest.of(60, two))));
        assertThat(running.get(0).get().generatedIds()).isEqualTo(first);
        assertThat(running.get(1).get().generatedIds()).isEqualTo(second);
      }
    }
  }
}
