package dev.tenure.benchmarks.inference;

import dev.tenure.annotations.Pooled;
import dev.tenure.engine.generate.Generation;
import dev.tenure.engine.generate.GenerationRequest;
import dev.tenure.engine.generate.GenerationSession;
import dev.tenure.engine.generate.Sampling;
import dev.tenure.engine.generate.TextGenerator;
import dev.tenure.engine.generate.TokenListener;
import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.nio.file.Path;

/// The engine of this repository.
@Pooled
final class TenureDecoder implements DecoderEngine {
  private final TextGenerator generator;
  private final GenerationSession session;

  private TenureDecoder(@Pooled TextGenerator generator, @Pooled GenerationSession session) {
    this.generator = generator;
    this.session = session;
  }

  @SuppressWarnings("MustBeClosedChecker") // The result owns it; on a throw it closes here.
  static TenureDecoder open(Path gguf, int capacity, int threads) throws IOException {
    TextGenerator generator = TextGenerator.load(gguf, TensorPool.shared());
    try {
      return new TenureDecoder(generator, generator.open(CacheFormat.F16, capacity, threads));
    } catch (Throwable e) {
      generator.close();
      throw e;
    }
  }

  @Override
  public int count(String prompt) {
    return generator.tokenizer().encode(prompt).length;
  }

  @Override
  public Speed measure(String prompt, int tokens) {
    session.restart();
    int[] ids = generator.tokenizer().encode(prompt);
    GenerationRequest request = GenerationRequest.of(tokens, Sampling.GREEDY).pastEnds();
    Generation result = session.generate(ids, request, TokenListener.NONE);
    return new Speed(
        ids.length * 1e9 / result.promptNanos(),
        result.generatedIds().length * 1e9 / result.decodeNanos());
  }

  @Override
  public void close() {
    session.close();
    generator.close();
  }
}
