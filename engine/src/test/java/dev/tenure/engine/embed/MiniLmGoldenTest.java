package dev.tenure.engine.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// all-MiniLM-L6-v2 with its real weights, against what ONNX Runtime computes with them.
class MiniLmGoldenTest {
  /// Beside the repository; tests run in the module's directory.
  private static final Path GOLDEN =
      Path.of("../../shared/models/golden/all-minilm-l6-v2.json").toAbsolutePath().normalize();

  private static TensorPool pool;
  private static SentenceEncoder encoder;

  @BeforeAll
  static void load() throws IOException {
    pool = TensorPool.withLimit(64 << 20);
    encoder = SentenceEncoder.loadDefault(pool);
  }

  @AfterAll
  static void close() {
    encoder.close();
    pool.close();
  }

  @AfterEach
  void everything_was_returned() {
    assertThat(pool.statistics().outstanding()).isZero();
  }

  private static JsonNode golden() {
    assumeTrue(Files.exists(GOLDEN), () -> "skipped: there are no golden values at " + GOLDEN);
    return new JsonMapper().readTree(GOLDEN);
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }

  @Test
  void ids_and_embeddings_are_those_of_the_reference() {
    float largest = 0;
    for (JsonNode sentence : golden().path("sentences")) {
      SentenceEmbedding result = encoder.embed(sentence.path("text").stringValue());
      assertThat(result.ids())
          .containsExactly(
              sentence.path("ids").valueStream().mapToInt(JsonNode::intValue).toArray());
      float[] expected = floats(sentence.path("embedding"));
      float[] actual = result.embedding();
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
      }
    }
    System.out.println("largest difference from the reference: " + largest);
    assertThat(largest).isLessThan(1e-6f);
  }

  @Test
  void texts_of_uneven_lengths_together_get_what_each_gets_alone() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add("some words ".repeat(i * i % 31) + i);
    }
    texts.add("");
    texts.add("word ".repeat(5_000));
    List<SentenceEmbedding> together = encoder.embedAll(texts);
    assertThat(together).hasSameSizeAs(texts);
    for (int i = 0; i < texts.size(); i++) {
      SentenceEmbedding alone = encoder.embed(texts.get(i));
      assertThat(together.get(i).text()).isEqualTo(texts.get(i));
      assertThat(together.get(i).ids()).isEqualTo(alone.ids());
      assertThat(together.get(i).embedding()).containsExactly(alone.embedding(), within(1e-6f));
    }
    assertThat(encoder.embedAll(List.of())).isEmpty();
  }

  @Test
  void the_file_of_bytes_gives_nearly_the_same_embeddings() throws IOException {
    ClassLoader loader = MiniLmGoldenTest.class.getClassLoader();
    double least = 1;
    try (InputStream onnx = DefaultModel.open(loader, "all-minilm-l6-v2-q.onnx");
        InputStream rules = DefaultModel.open(loader, "all-minilm-l6-v2-q-tokenizer.json");
        SentenceEncoder bytes = SentenceEncoder.load(onnx, rules, pool)) {
      for (JsonNode sentence : golden().path("sentences")) {
        SentenceEmbedding result = bytes.embed(sentence.path("text").stringValue());
        float[] expected = floats(sentence.path("embedding"));
        double cosine = 0;
        for (int i = 0; i < expected.length; i++) {
          cosine += (double) expected[i] * result.embedding()[i];
        }
        least = Math.min(least, cosine);
      }
    }
    System.out.println("least cosine of the file of bytes: " + least);
    assertThat(least).isGreaterThanOrEqualTo(0.975);
  }

  @Test
  void cosines_are_those_of_the_reference() {
    JsonNode golden = golden();
    List<SentenceEmbedding> embeddings = new ArrayList<>();
    golden
        .path("sentences")
        .forEach(sentence -> embeddings.add(encoder.embed(sentence.path("text").stringValue())));
    int compared = 0;
    for (JsonNode pair : golden.path("cosine")) {
      int a = pair.path("a").intValue();
      int b = pair.path("b").intValue();
      // The table speaks of a few sentences more than the file holds.
      if (a < embeddings.size() && b < embeddings.size()) {
        assertThat(SentenceEmbedding.cosine(embeddings.get(a), embeddings.get(b)))
            .as("sentences %d and %d", a, b)
            .isCloseTo(pair.path("cos").floatValue(), within(1e-6f));
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(15);
  }

  @Test
  void an_empty_text_has_the_embedding_of_its_frame() {
    SentenceEmbedding empty = encoder.embed("");
    assertThat(empty.ids()).containsExactly(101, 102);
    assertThat(SentenceEmbedding.cosine(empty, empty)).isCloseTo(1, within(1e-6f));
    assertThat(encoder.embed(" \t\n").embedding()).isEqualTo(empty.embedding());
  }

  @Test
  void a_long_text_is_cut_to_what_the_tokenizer_file_says() {
    assertThat(encoder.maxLength()).isEqualTo(128);
    assertThat(encoder.embed("word ".repeat(5_000)).ids()).hasSize(128);
  }

  @Test
  void memory_stays_flat_over_repeated_calls() {
    encoder.embed("The first call fills the pool.");
    PoolStatistics before = pool.statistics();
    for (int i = 0; i < 20; i++) {
      encoder.embed("The first call fills the pool.");
    }
    PoolStatistics after = pool.statistics();
    assertThat(after.misses()).isEqualTo(before.misses());
    assertThat(after.peakBytes()).isEqualTo(before.peakBytes());
    assertThat(after.pooledBytes()).isEqualTo(before.pooledBytes());
    assertThat(after.rents()).isGreaterThan(before.rents());
    assertThat(after.doubleCloses()).isZero();
  }

  @Test
  void two_threads_get_what_one_gets() throws ExecutionException, InterruptedException {
    List<String> texts = List.of("How are you?", "A longer text than the other.", "", "Fine!");
    List<SentenceEmbedding> alone = texts.stream().map(encoder::embed).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<List<SentenceEmbedding>>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(threads.submit(() -> texts.stream().map(encoder::embed).toList()));
      }
      for (Future<List<SentenceEmbedding>> result : results) {
        assertThat(result.get()).isEqualTo(alone);
      }
    }
  }
}
