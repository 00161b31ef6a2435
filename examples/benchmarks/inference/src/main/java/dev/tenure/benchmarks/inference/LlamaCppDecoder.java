package dev.tenure.benchmarks.inference;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import dev.tenure.annotations.Pooled;
import java.nio.file.Path;

/// llama.cpp through its binding `de.kherud:llama`.
///
/// What its threads do besides the model's own work (JSON between Java and C++) is part of the
/// time, but is microseconds beside the milliseconds of a token.
@Pooled
final class LlamaCppDecoder implements DecoderEngine {
  private final LlamaModel model;

  private LlamaCppDecoder(@Pooled LlamaModel model) {
    this.model = model;
  }

  @SuppressWarnings("MustBeClosedChecker") // The result owns it.
  static LlamaCppDecoder open(Path gguf, int capacity, int threads) {
    LlamaModel.setLogger(null, (level, message) -> {});
    return new LlamaCppDecoder(
        new LlamaModel(
            new ModelParameters()
                .setModel(gguf.toString())
                .setCtxSize(capacity)
                .setThreads(threads)
                .setThreadsBatch(threads)
                .disableLog()
                .setGpuLayers(0)));
  }

  @Override
  public int count(String prompt) {
    return model.encode(prompt).length;
  }

  @Override
  public Speed measure(String prompt, int tokens) {
    int length = count(prompt);
    InferenceParameters parameters =
        new InferenceParameters(prompt)
            .setNPredict(tokens)
            .setTemperature(0)
            .setIgnoreEos(true)
            .setCachePrompt(false);
    long start = System.nanoTime();
    long first = 0;
    for (LlamaOutput output : model.generate(parameters)) {
      if (first == 0 && output != null) {
        first = System.nanoTime();
      }
    }
    long end = System.nanoTime();
    return new Speed(length * 1e9 / (first - start), (tokens - 1) * 1e9 / (end - first));
  }

  @Override
  public void close() {
    model.close();
  }
}
