package dev.tenure.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.engine.model.Decoder;
import dev.tenure.engine.model.DecoderSession;
import dev.tenure.engine.model.DecoderSource;
import dev.tenure.engine.model.TinyLlama;
import dev.tenure.engine.tokenizer.TokenizerJson;
import dev.tenure.engine.weights.GgufFile;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.engine.weights.SafetensorsShards;
import dev.tenure.memory.TensorPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is done to a model's files, loading and running it ends in tokens or in an error that
/// says what is wrong.
@Timeout(120)
class DamagedModelTest {
  private static final long SEED = 20261123;

  private TensorPool pool;

  @BeforeEach
  void open() {
    pool = TensorPool.withLimit(64 << 20);
    System.out.println("damaged models: seed " + SEED);
  }

  @AfterEach
  void close() {
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
  }

  /// Loads a model and generates a little.
  ///
  /// @return whether it was taken for a model
  private boolean run(byte[] gguf) throws IOException {
    try (TextGenerator model =
            TextGenerator.load(new ByteArrayInputStream(gguf), "damaged.gguf", pool);
        GenerationSession session = open(model)) {
      int[] prompt = {1, 4, 5};
      Sampling sampling = new Sampling(1, 40, 0.9, 0.01, 1.1, 1);
      session.generate(prompt, GenerationRequest.of(2, sampling), TokenListener.NONE);
      return true;
    } catch (ModelFormatException e) {
      assertThat(String.valueOf(e.getMessage())).isNotBlank().hasSizeLessThan(700);
      return false;
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("damaged");
      return true;
    }
  }

  private static GenerationSession open(TextGenerator model) {
    return model.open(CacheFormat.F32, Math.min(16, model.contextLength()), 1);
  }

  private static byte[] damage(byte[] file, int from, int to, Random random) {
    byte[] damaged = file.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(from, to);
      damaged[at] =
          switch (random.nextInt(3)) {
            case 0 -> (byte) random.nextInt(256);
            case 1 -> (byte) (damaged[at] ^ 1 << random.nextInt(8));
            default -> (byte) (random.nextBoolean() ? 0xff : 0);
          };
    }
    return damaged;
  }

  @Test
  void aSmallModelWithAFewChangedBytesRunsOrIsRefused() throws IOException {
    byte[] file = new TinyLlama("llama", 4, 2, 8).gguf();
    assertThat(run(file)).isTrue();
    Random random = new Random(SEED);
    int header = 16 << 10;
    int refused = 0;
    for (int round = 0; round < 1_500; round++) {
      refused += run(damage(file, 0, round % 3 == 0 ? file.length : header, random)) ? 0 : 1;
    }
    assertThat(refused).isBetween(100, 1_450);
  }

  @Test
  void aSmallModelCutShortIsRefused() throws IOException {
    byte[] file = new TinyLlama("qwen3", 2, 2, 8).gguf();
    for (int length = 0; length < file.length; length += 1 + length / 20) {
      assertThat(run(Arrays.copyOf(file, length))).as("cut to %d bytes", length).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stories260K-Q4_0.gguf", "stories260K-f16.gguf"})
  void aRealModelWithAFewChangedBytesRunsOrIsRefused(String name) throws IOException {
    byte[] file = Files.readAllBytes(Stories.file(name));
    Random random = new Random(SEED);
    int refused = 0;
    for (int round = 0; round < 150; round++) {
      refused += run(damage(file, 0, round % 3 == 0 ? file.length : 14_000, random)) ? 0 : 1;
    }
    assertThat(refused).isBetween(5, 149);
  }

  @Test
  void safetensorsWithAFewChangedBytesRunOrAreRefused(@TempDir Path folder) throws IOException {
    byte[] file = Files.readAllBytes(Stories.file("stories260K.safetensors"));
    byte[] config = Files.readAllBytes(Stories.file("stories260K-config.json"));
    Random random = new Random(SEED);
    int refused = 0;
    for (int round = 0; round < 150; round++) {
      boolean weights = random.nextBoolean();
      byte[] damagedFile = weights ? damage(file, 0, 5_000, random) : file;
      byte[] damagedConfig = weights ? config : damage(config, 0, config.length, random);
      refused += runSafetensors(folder, round, damagedFile, damagedConfig) ? 0 : 1;
    }
    assertThat(refused).isBetween(50, 149);
  }

  /// Writes new files each time, since a file that is mapped must not change.
  private boolean runSafetensors(Path folder, int round, byte[] file, byte[] config)
      throws IOException {
    Path weights = Files.write(folder.resolve(round + ".safetensors"), file);
    Path json = Files.write(folder.resolve(round + ".json"), config);
    try (Decoder decoder = Decoder.read(DecoderSource.openSafetensors(weights, json));
        DecoderSession session =
            DecoderSession.open(
                decoder,
                pool,
                CacheFormat.F32,
                Math.min(16, decoder.config().contextLength()),
                1)) {
      session.prefill(1);
      return true;
    } catch (ModelFormatException e) {
      assertThat(e).hasMessageContaining(folder.toString());
      return false;
    } finally {
      Files.delete(weights);
      Files.delete(json);
    }
  }

  @Test
  void aFolderWithAFewChangedBytesRunsOrIsRefused(@TempDir Path folder) throws IOException {
    List<Path> files = writeFolder(folder);
    Random random = new Random(SEED);
    int refused = 0;
    for (int round = 0; round < 150; round++) {
      Path copy = Files.createDirectory(folder.resolve("round" + round));
      Path damaged = files.get(random.nextInt(files.size()));
      for (Path file : files) {
        byte[] bytes = Files.readAllBytes(file);
        int end = Math.min(bytes.length, 3_000);
        Files.write(
            copy.resolve(file.getFileName()),
            file.equals(damaged) ? damage(bytes, 0, end, random) : bytes);
      }
      refused += runFolder(copy) ? 0 : 1;
    }
    assertThat(refused).isBetween(30, 149);
  }

  private static List<Path> writeFolder(Path folder) throws IOException {
    Path whole = folder.resolve("whole");
    Files.copy(Stories.file("stories260K.safetensors"), whole);
    SafetensorsShards.split(whole, 2);
    Files.delete(whole);
    Files.copy(Stories.file("stories260K-config.json"), folder.resolve("config.json"));
    try (Arena arena = Arena.ofConfined()) {
      GgufFile gguf = GgufFile.open(Stories.file("stories260K-f32.gguf"), arena);
      Files.writeString(folder.resolve("tokenizer.json"), TokenizerJson.of(gguf.metadata()));
    }
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"bos_token\": \"<s>\", \"eos_token\": \"</s>\", \"chat_template\": \"[INST]\"}");
    try (Stream<Path> written = Files.list(folder)) {
      return written.sorted().toList();
    }
  }

  private boolean runFolder(Path folder) throws IOException {
    try (TextGenerator model = TextGenerator.load(folder, pool);
        GenerationSession session = open(model)) {
      int[] prompt = model.tokenizer().encode("a");
      session.generate(prompt, GenerationRequest.of(2, Sampling.GREEDY), TokenListener.NONE);
      return true;
    } catch (ModelFormatException e) {
      assertThat(e).hasMessageContaining(folder.toString());
      return false;
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("damaged");
      return true;
    }
  }
}
