package dev.tenure.benchmarks.inference;

import ai.onnxruntime.OrtException;
import dev.tenure.engine.kernel.KernelInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Writes the page that compares inference with its peers.
public final class InferenceComparison {
  private static final int DEFAULT_ROUNDS = 5;

  private InferenceComparison() {}

  /// Measures and writes.
  ///
  /// @param arguments the page, the folder of generated models, that of llama.cpp's libraries, and
  ///   options
  public static void main(String[] arguments) throws IOException, OrtException {
    Path page = Path.of(arguments[0]).normalize();
    Path folder = Path.of(arguments[1]);
    Path llamaCpp = Path.of(arguments[2]).toAbsolutePath().normalize();
    int rounds = DEFAULT_ROUNDS;
    List<String> wanted = List.of();
    for (int i = 3; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("'%s' has no value".formatted(arguments[i]));
      }
      String value = arguments[i + 1];
      switch (arguments[i]) {
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--models" -> wanted = Arrays.asList(value.split(",", -1));
        case "--page" -> page = page.resolveSibling(value);
        default ->
            throw new IllegalArgumentException(
                "'%s' is none of --rounds, --models and --page".formatted(arguments[i]));
      }
    }
    String text = measure(models(wanted), folder, llamaCpp, rounds);
    Files.writeString(page, text);
    System.out.println(text);
  }

  private static List<RandomModel> models(List<String> wanted) {
    List<RandomModel> all = new ArrayList<>();
    for (LlamaShape shape : LlamaShape.values()) {
      for (WeightFormat format : WeightFormat.values()) {
        all.add(new RandomModel(shape, format));
      }
    }
    List<String> labels = all.stream().map(RandomModel::label).toList();
    if (!labels.containsAll(wanted)) {
      throw new IllegalArgumentException("the models are %s, not %s".formatted(labels, wanted));
    }
    return wanted.isEmpty()
        ? all
        : all.stream().filter(model -> wanted.contains(model.label())).toList();
  }

  private static String measure(List<RandomModel> models, Path folder, Path llamaCpp, int rounds)
      throws IOException, OrtException {
    int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
    String conditions = conditions(rounds, threads);
    List<String> decoders = new ArrayList<>();
    for (RandomModel model : models) {
      decoders.addAll(new DecoderComparison(llamaCpp, rounds, threads).measure(model, folder));
    }
    List<String> encoders = new EncoderComparison(rounds, threads).measure();
    return """
    # Inference beside its peers

    Written by `examples/benchmarks/run inference`, in which all sides run in one process and take turns.
    %s %s.

    Decoders of the Llama family with random weights in real shapes, a prompt of 128 words and 32 tokens after it, \
    keys and values in half precision. Tokens per second, best / median; more is better.

    Jlama runs models of the same sizes in its own format of half bytes, and has none of whole bytes.

    | Model | Tenure | llama.cpp 0.5.0 (`@node-llama-cpp/linux-x64` 3.22.1) | Ratio | Jlama 0.8.4 | Ratio |
    | --- | --- | --- | --- | --- | --- |
    %s

    Sentences of uneven lengths through all-MiniLM-L6-v2 in single precision; both sides' vectors agree within 1e-4. \
    Sentences per second, best / median.

    | Batch | Tenure | ONNX Runtime 1.29.0 | Ratio |
    | --- | --- | --- | --- |
    %s
    """
        .formatted(
            conditions,
            KernelInfo.description(),
            String.join("\n", decoders),
            String.join("\n", encoders));
  }

  private static String conditions(int rounds, int threads) throws IOException {
    String processor =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("an unnamed processor");
    return String.format(
        Locale.ROOT,
        "%s, %s of %d processors, JDK %s, %d threads a side, %d rounds, %s. The load average of the"
            + " minute before was %.1f: above 1 the machine was busy with other work.",
        LocalDate.now(ZoneId.systemDefault()),
        processor,
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        threads,
        rounds,
        System.getProperty("os.name"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
