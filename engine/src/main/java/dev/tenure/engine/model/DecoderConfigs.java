package dev.tenure.engine.model;

import dev.tenure.engine.json.UntrustedJson;
import dev.tenure.engine.kernel.RotaryLayout;
import dev.tenure.engine.weights.GgufFile;
import dev.tenure.engine.weights.Metadata;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.engine.weights.StoredTensor;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads a decoder's sizes from what its files say.
final class DecoderConfigs {
  private static final Set<String> FAMILIES = Set.of("llama", "qwen2", "qwen3");
  private static final String MISTRAL = "mistral";

  /// What a `config.json` may name beside the families: models that differ from `llama` in nothing
  /// but sizes, and are called so in GGUF files.
  private static final Set<String> MODEL_TYPES = Set.of("llama", MISTRAL, "qwen2", "qwen3");

  private static final double DEFAULT_BASE = 10_000;

  /// How many layers see everything if a model of Qwen does not say.
  private static final int DEFAULT_FULL_LAYERS = 28;

  /// Where the ramp of YaRN begins and ends, if a file does not say.
  private static final double FAST_TURNS = 32;

  private static final double SLOW_TURNS = 1;

  private DecoderConfigs() {}

  /// A configuration, and how the files name their tensors.
  record Described(DecoderConfig config, TensorNames names) {}

  static Described of(GgufFile file) {
    Metadata metadata = file.metadata();
    String family = metadata.text("general.architecture");
    requireFamily(file.name(), family, FAMILIES);
    StoredTensor embeddings = file.tensors().get("token_embd.weight");
    if (embeddings == null) {
      throw new ModelFormatException(file.name(), "there is no tensor 'token_embd.weight'");
    }
    try {
      return new Described(
          config(new Keys(metadata, family), embeddings.shape().dimension(0)), TensorNames.GGUF);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ModelFormatException(file.name(), String.valueOf(e.getMessage()), e);
    }
  }

  private static DecoderConfig config(Keys keys, int vocabularySize) {
    int hidden = keys.size("embedding_length");
    int heads = keys.size("attention.head_count");
    int width = keys.size("attention.key_length", hidden / Math.max(1, heads));
    if (keys.size("attention.value_length", width) != width) {
      throw new IllegalArgumentException("keys and values of different lengths");
    }
    RotaryScaling scaling = keys.rotaryScaling();
    return new DecoderConfig(
        vocabularySize,
        hidden,
        keys.size("block_count"),
        heads,
        keys.size("attention.head_count_kv", heads),
        width,
        keys.size("feed_forward_length"),
        scaling.contextLength(keys.size("context_length")),
        (float) keys.number("attention.layer_norm_rms_epsilon", 1e-5),
        keys.family().equals("llama") ? RotaryLayout.PAIRS : RotaryLayout.HALVES,
        keys.number("rope.freq_base", DEFAULT_BASE),
        keys.size("rope.dimension_count", width),
        scaling,
        window(keys.size("attention.sliding_window", 0), 0));
  }

  static Described of(byte[] json, String file) {
    try {
      JsonNode root = UntrustedJson.parse(json);
      if (!root.isObject()) {
        throw new ModelFormatException(file, "is no JSON object: not a config.json");
      }
      requireFamily(file, root.path("model_type").asString("missing"), MODEL_TYPES);
      return new Described(config(root), TensorNames.HUGGING_FACE);
    } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
      throw new ModelFormatException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static DecoderConfig config(JsonNode root) {
    JsonNode rope =
        root.path(root.hasNonNull("rope_parameters") ? "rope_parameters" : "rope_scaling");
    int trainedLength = size(root, "max_position_embeddings");
    RotaryScaling scaling = rotaryScaling(rope, trainedLength);
    int hidden = size(root, "hidden_size");
    int heads = size(root, "num_attention_heads");
    int width = size(root, "head_dim", hidden / Math.max(1, heads));
    return new DecoderConfig(
        size(root, "vocab_size"),
        hidden,
        size(root, "num_hidden_layers"),
        heads,
        size(root, "num_key_value_heads", heads),
        width,
        size(root, "intermediate_size"),
        scaling.contextLength(trainedLength),
        (float) number(root, "rms_norm_eps", 1e-5),
        RotaryLayout.HALVES,
        number(root, "rope_theta", number(rope, "rope_theta", DEFAULT_BASE)),
        width,
        scaling,
        window(root));
  }

  /// Reads what the `transformers` library writes: `rope_scaling`, or `rope_parameters` since its
  /// version 5.
  private static RotaryScaling rotaryScaling(JsonNode rope, int trainedLength) {
    String type = rope.path("rope_type").asString(rope.path("type").asString("default"));
    int original = size(rope, "original_max_position_embeddings", trainedLength);
    return switch (type) {
      case "default" -> RotaryScaling.none();
      case "linear" -> new RotaryScaling.Linear(number(rope, "factor"));
      case "llama3" ->
          new RotaryScaling.Llama3(
              number(rope, "factor"),
              number(rope, "low_freq_factor"),
              number(rope, "high_freq_factor"),
              original);
      case "yarn" -> yarn(rope, original);
      default ->
          throw new IllegalArgumentException(
              "the rotary scaling '%s' is not supported; supported are %s"
                  .formatted(type, "default, linear, llama3 and yarn"));
    };
  }

  private static RotaryScaling yarn(JsonNode rope, int original) {
    double factor = number(rope, "factor");
    return new RotaryScaling.Yarn(
        factor,
        original,
        number(rope, "beta_fast", FAST_TURNS),
        number(rope, "beta_slow", SLOW_TURNS),
        number(rope, "attention_factor", RotaryScaling.Yarn.magnitudeOf(factor)));
  }

  private static double number(JsonNode root, String key) {
    if (!root.hasNonNull(key)) {
      throw new IllegalArgumentException("'%s' of the rotary scaling is missing".formatted(key));
    }
    return number(root, key, 0);
  }

  /// In Mistral a window is one of every layer; in Qwen it is switched on, and one of the layers
  /// after the first `max_window_layers`.
  private static SlidingWindow window(JsonNode root) {
    if (root.path("model_type").asString("").equals(MISTRAL)) {
      return window(size(root, "sliding_window", 0), 0);
    }
    if (!root.path("use_sliding_window").asBoolean(false)) {
      return SlidingWindow.NONE;
    }
    return window(size(root, "sliding_window"), firstSlidingLayer(root));
  }

  private static int firstSlidingLayer(JsonNode root) {
    JsonNode types = root.path("layer_types");
    if (!types.isArray()) {
      return size(root, "max_window_layers", DEFAULT_FULL_LAYERS);
    }
    int full = 0;
    while (full < types.size() && types.get(full).asString("").equals("full_attention")) {
      full++;
    }
    for (int i = full; i < types.size(); i++) {
      if (!types.get(i).asString("").equals("sliding_attention")) {
        throw new IllegalArgumentException(
            "'layer_types' are supported where sliding attention follows full attention");
      }
    }
    return full;
  }

  private static SlidingWindow window(int length, int firstLayer) {
    return length == 0 ? SlidingWindow.NONE : new SlidingWindow(length, firstLayer);
  }

  private static int size(JsonNode root, String key) {
    if (!root.hasNonNull(key)) {
      throw new IllegalArgumentException("'%s' is missing".formatted(key));
    }
    return size(root, key, 0);
  }

  private static int size(JsonNode root, String key, int otherwise) {
    JsonNode value = root.path(key);
    if (value.isNull() || value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new IllegalArgumentException("'%s' is %s, not a size".formatted(key, value));
    }
    return value.intValue();
  }

  private static double number(JsonNode root, String key, double otherwise) {
    JsonNode value = root.path(key);
    if (value.isNull() || value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException("'%s' is %s, not a number".formatted(key, value));
    }
    return value.doubleValue();
  }

  private static void requireFamily(String file, String family, Set<String> known) {
    if (!known.contains(family)) {
      throw new ModelFormatException(
          file,
          "the architecture '%s' is not supported; supported are %s"
              .formatted(family, String.join(", ", known.stream().sorted().toList())));
    }
  }

  /// The metadata of a family, whose keys begin with its name.
  private record Keys(Metadata metadata, String family) {
    int size(String key) {
      return Math.toIntExact(metadata.integer(family + "." + key));
    }

    int size(String key, int otherwise) {
      return Math.toIntExact(metadata.integer(family + "." + key, otherwise));
    }

    double number(String key, double otherwise) {
      return metadata.number(family + "." + key, otherwise);
    }

    RotaryScaling rotaryScaling() {
      String type = metadata.text(family + ".rope.scaling.type", "none");
      double factor = number("rope.scaling.factor", 1);
      return switch (type) {
        case "none" -> RotaryScaling.none();
        case "linear" -> new RotaryScaling.Linear(factor);
        case "yarn" ->
            new RotaryScaling.Yarn(
                factor,
                size("rope.scaling.original_context_length", size("context_length")),
                number("rope.scaling.yarn_beta_fast", FAST_TURNS),
                number("rope.scaling.yarn_beta_slow", SLOW_TURNS),
                number("rope.scaling.attn_factor", 1) * RotaryScaling.Yarn.magnitudeOf(factor));
        default ->
            throw new IllegalArgumentException(
                "rope.scaling.type '%s' is not supported; supported are none, linear and yarn"
                    .formatted(type));
      };
    }
  }
}
