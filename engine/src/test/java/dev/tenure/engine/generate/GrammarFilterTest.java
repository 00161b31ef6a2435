package dev.tenure.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tenure.engine.generate.Generation.StopReason;
import dev.tenure.engine.grammar.Grammar;
import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.model.TinyLlama;
import dev.tenure.memory.TensorPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A model of random weights writes what it is told to.
class GrammarFilterTest {
  private TensorPool pool;
  private TextGenerator model;

  @BeforeEach
  void load() throws IOException {
    pool = TensorPool.withLimit(16 << 20);
    byte[] gguf = new TinyLlama("llama", 4, 2, 8).gguf();
    model = TextGenerator.load(new ByteArrayInputStream(gguf), "tiny", pool);
  }

  @AfterEach
  void close() {
    model.close();
    pool.close();
  }

  private Generation generate(Grammar grammar, Sampling sampling) {
    GenerationRequest request =
        GenerationRequest.of(200, sampling)
            .withFilter(GrammarFilter.of(model.tokenizer(), grammar));
    return generate(request);
  }

  private Generation generate(GenerationRequest request) {
    try (GenerationSession session = model.open(CacheFormat.F32, 256, 1)) {
      return session.generate(new int[] {1, 50}, request, TokenListener.NONE);
    }
  }

  @Test
  void everyTextIsOfTheGrammarAndEndsWhereItIsComplete() {
    Grammar grammar = Grammar.parse("root ::= [a-f]{3,9} (\", \" [ä-ü€]{2})? \"!\"");
    for (int seed = 0; seed < 20; seed++) {
      Generation result = generate(grammar, new Sampling(2, 0, 1, 0, 1, seed));
      assertThat(result.reason()).isEqualTo(StopReason.END_TOKEN);
      assertThat(grammar.matches(bytes(result))).as(result.text()).isTrue();
    }
  }

  @Test
  void probabilitiesAreThoseAmongTheAllowedTokens() {
    Generation result = generate(Grammar.parse("root ::= \"only this\""), Sampling.GREEDY);

    assertThat(result.text()).isEqualTo("only this");
    assertThat(result.logProbabilities()).containsOnly(0);
  }

  @Test
  void jsonIsWritten() {
    for (int seed = 0; seed < 5; seed++) {
      Generation result = generate(Grammar.JSON, new Sampling(1.5, 0, 1, 0, 1, seed));
      if (result.reason() == StopReason.END_TOKEN) {
        assertThat(Grammar.JSON.matches(bytes(result))).as(result.text()).isTrue();
      } else {
        assertThat(result.text()).startsWith("{");
      }
    }
  }

  @Test
  void aRestartedFilterFollowsTheNextTextAsTheFirst() {
    Grammar grammar = Grammar.parse("root ::= [a-f]{3,9} \"!\"");
    GrammarFilter filter = GrammarFilter.of(model.tokenizer(), grammar);
    GenerationRequest request =
        GenerationRequest.of(200, new Sampling(2, 0, 1, 0, 1, 7)).withFilter(filter);
    Generation first = generate(request);
    assertThat(filter.isComplete()).isTrue();
    filter.restart();
    assertThat(filter.isComplete()).isFalse();
    assertThat(generate(request).text()).isEqualTo(first.text());
  }

  @Test
  void whatCameBeforeAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Grammar grammar = Grammar.parse("root ::= (\"[\" [a-z]+ \"]\")+");
    GrammarFilter filter = GrammarFilter.of(model.tokenizer(), grammar);
    int[] ids = model.tokenizer().encode("[abc][de][f][abc][z]");
    float[] logits = new float[model.tokenizer().vocabulary().size()];
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 40 && least > 0; round++) {
      filter.restart();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int id : ids) {
        filter.apply(logits);
        filter.accept(id);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes of a text").isZero();
  }

  private static byte[] bytes(Generation result) {
    return result.text().getBytes(StandardCharsets.UTF_8);
  }
}
