package dev.tenure.benchmarks.inference;

import com.github.tjake.jlama.model.AbstractModel;
import com.github.tjake.jlama.model.ModelSupport;
import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.tensor.AbstractTensor;
import com.github.tjake.jlama.tensor.KvBufferCache;
import dev.tenure.annotations.Pooled;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/// Jlama, the other engine in Java, with its native kernels.
///
/// It is asked for tokens without its tokenizer and sampler, which take part of the time elsewhere.
@Pooled
final class JlamaDecoder implements DecoderEngine {
  private final AbstractModel model;
  private final KvBufferCache cache;

  private JlamaDecoder(AbstractModel model) {
    this.model = model;
    this.cache = new KvBufferCache(model);
  }

  /// Opens a model. How many threads it uses is fixed for the process: one for each core.
  static JlamaDecoder open(Path folder) {
    return new JlamaDecoder(ModelSupport.loadModel(folder.toFile(), DType.F32, DType.I8));
  }

  /// As many as the other engines count: a word is a token, and one begins the text.
  @Override
  public int count(String prompt) {
    return prompt.split(" ", -1).length + 1;
  }

  @Override
  public Speed measure(String prompt, int tokens) {
    int[] ids = new int[count(prompt)];
    Arrays.setAll(ids, i -> 1000 + i);
    try (KvBufferCache.KvBuffer keys = cache.getKvBuffer(UUID.randomUUID());
        AbstractTensor<?, ?> logits = model.makeDenseTensor(model.getConfig().vocabularySize)) {
      long start = System.nanoTime();
      int token;
      try (AbstractTensor<?, ?> last = model.batchForward(ids, 0, keys);
          AbstractTensor<?, ?> row = last.slice(last.shape().first() - 1)) {
        token = model.sample(row, 0, 0, logits);
      }
      long first = System.nanoTime();
      for (int i = 1; i < tokens; i++) {
        try (AbstractTensor<?, ?> next =
            model.batchForward(new int[] {token}, ids.length + i - 1, keys)) {
          token = model.sample(next, 0, 0, logits);
        }
      }
      long end = System.nanoTime();
      return new Speed(ids.length * 1e9 / (first - start), (tokens - 1) * 1e9 / (end - first));
    }
  }

  @Override
  public void close() {
    cache.close();
    model.close();
  }
}
