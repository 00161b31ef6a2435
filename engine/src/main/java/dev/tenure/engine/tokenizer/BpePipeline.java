package dev.tenure.engine.tokenizer;

import dev.tenure.engine.tokenizer.SpaceRules.Prefix;
import dev.tenure.engine.weights.ModelFormatException;
import java.util.ArrayList;
import java.util.List;

/// What a `tokenizer.json` does with a text before pairs are joined, and with ids afterwards, as
/// far as this package can do it.
///
/// Steps are recognised, not interpreted: a combination that is none of the supported ones is
/// refused, since it would change ids silently.
sealed interface BpePipeline {
  /// Words of bytes.
  ///
  /// @param pattern what cuts a text into words
  /// @param composed whether a text is brought into the normal form NFC first
  record Bytes(WordPattern pattern, boolean composed) implements BpePipeline {}

  /// Spaces that are part of words.
  ///
  /// @param spaces how they are spelled
  record Spaces(SpaceRules spaces) implements BpePipeline {}

  /// Reads the steps of a file.
  ///
  /// @param root the file
  /// @throws ModelFormatException if they are none of the supported ones
  static BpePipeline read(JsonPart root) {
    List<JsonPart> words = root.get("pre_tokenizer").leaves("pretokenizers");
    List<JsonPart> normal = root.get("normalizer").leaves("normalizers");
    List<JsonPart> decoders = root.get("decoder").leaves("decoders");
    return words.stream().anyMatch(part -> part.isOfType("ByteLevel"))
        ? bytes(normal, words, decoders)
        : new Spaces(spaces(root, normal, words, decoders));
  }

  /// The message for a step that is not supported.
  private static ModelFormatException unsupported(JsonPart part) {
    return part.problem(
        "is not supported in this place; supported are %s. Found: %s"
            .formatted(BpeFile.SUPPORTED, part.describe()));
  }

  private static void require(boolean supported, JsonPart part) {
    if (!supported) {
      throw unsupported(part);
    }
  }

  private static Bytes bytes(List<JsonPart> normal, List<JsonPart> words, List<JsonPart> decoders) {
    for (JsonPart part : normal) {
      require(part.isOfType("NFC"), part);
    }
    for (JsonPart part : decoders) {
      require(part.isOfType("ByteLevel"), part);
    }
    List<String> texts = new ArrayList<>();
    for (JsonPart part : words) {
      texts.addAll(patterns(part));
    }
    WordPattern pattern = WordPattern.ofTexts(texts);
    if (pattern == null || !words.getLast().isOfType("ByteLevel")) {
      throw unsupported(words.getFirst());
    }
    return new Bytes(pattern, !normal.isEmpty());
  }

  /// Returns the patterns by which a step cuts.
  private static List<String> patterns(JsonPart part) {
    return switch (part.node().path("type").asString("")) {
      case "ByteLevel" -> {
        require(!part.get("add_prefix_space").flag(true), part);
        yield part.get("use_regex").flag(true) ? List.of(WordPattern.Patterns.GPT2) : List.of();
      }
      case "Digits" -> {
        require(part.get("individual_digits").flag(false), part);
        yield List.of(WordPattern.Patterns.DIGIT);
      }
      case "Split" -> {
        boolean isolated = part.get("behavior").is("Isolated") && !part.get("invert").flag(false);
        require(isolated, part);
        yield List.of(part.get("pattern").get("Regex").text());
      }
      default -> throw unsupported(part);
    };
  }

  private static SpaceRules spaces(
      JsonPart root, List<JsonPart> normal, List<JsonPart> words, List<JsonPart> decoders) {
    boolean strips = strips(root.get("decoder"), decoders);
    if (words.isEmpty()) {
      return new SpaceRules(normalPrefix(root.get("normalizer"), normal), false, strips);
    }
    require(normal.isEmpty(), root.get("normalizer"));
    JsonPart part = words.getFirst();
    boolean known = words.size() == 1 && part.isOfType("Metaspace");
    require(known && part.get("replacement").is(SpaceRules.SPACE), part);
    return new SpaceRules(metaspacePrefix(part), part.get("split").flag(true), strips);
  }

  /// Reads `Prepend ▁` and `Replace " " by ▁`, of which the first may be missing.
  private static Prefix normalPrefix(JsonPart normalizer, List<JsonPart> normal) {
    Prefix prefix = Prefix.NEVER;
    boolean replaces = false;
    for (JsonPart part : normal) {
      if (part.isOfType("Prepend")) {
        require(part.get("prepend").is(SpaceRules.SPACE) && prefix == Prefix.NEVER, part);
        prefix = Prefix.ALWAYS;
      } else {
        require(isReplace(part, " ", SpaceRules.SPACE), part);
        replaces = true;
      }
    }
    require(replaces, normalizer);
    return prefix;
  }

  private static Prefix metaspacePrefix(JsonPart part) {
    JsonPart scheme = part.get("prepend_scheme");
    if (scheme.isAbsent()) {
      return part.get("add_prefix_space").flag(true) ? Prefix.UNLESS_SPACE : Prefix.NEVER;
    }
    return switch (scheme.text()) {
      case "always" -> Prefix.UNLESS_SPACE;
      case "first" -> Prefix.FIRST_UNLESS_SPACE;
      case "never" -> Prefix.NEVER;
      default -> throw unsupported(part);
    };
  }

  /// Reads what turns words into a text: spaces, bytes, and perhaps no space before the first word.
  ///
  /// @return whether the first space is dropped
  private static boolean strips(JsonPart decoder, List<JsonPart> decoders) {
    require(decoders.stream().anyMatch(part -> part.isOfType("ByteFallback")), decoder);
    boolean strips = false;
    for (JsonPart part : decoders) {
      if (part.isOfType("Strip")) {
        boolean one =
            part.get("start").node().asInt(0) == 1 && part.get("stop").node().asInt(0) == 0;
        require(part.get("content").is(" ") && one, part);
        strips = true;
      } else {
        boolean known = part.isOfType("ByteFallback") || part.isOfType("Fuse");
        require(known || isReplace(part, SpaceRules.SPACE, " "), part);
      }
    }
    return strips;
  }

  private static boolean isReplace(JsonPart part, String from, String to) {
    return part.isOfType("Replace")
        && part.get("pattern").get("String").is(from)
        && part.get("content").is(to);
  }
}
