package dev.tenure.engine.tokenizer;

import dev.tenure.engine.weights.ModelFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads a decoder's tokenizer from a `tokenizer.json`.
///
/// What the file asks for and this package cannot do is refused rather than left out, since it
/// would change ids silently. Padding and truncation are ignored: they belong to training.
final class BpeFile {
  static final String SUPPORTED =
      "byte-level BPE as of GPT-2, Llama 3, Qwen 2 and 3 and SmolLM2, and SentencePiece's BPE with"
          + " byte_fallback as of Llama 2";

  private final JsonPart root;
  private final JsonPart model;

  private BpeFile(JsonPart root) {
    this.root = root;
    this.model = root.get("model");
  }

  /// Reads a file, and those beside it that say which tokens begin and end a text.
  ///
  /// @param root its contents
  /// @param folder where it is
  /// @throws IOException if a file cannot be read
  /// @throws ModelFormatException if it is no `tokenizer.json`, or not a supported one
  static TextTokenizer read(JsonPart root, Path folder) throws IOException {
    BpeFile file = new BpeFile(root);
    file.requireBpe();
    BpeVocabulary vocabulary = BpeVocabulary.read(root);
    return file.tokenizer(vocabulary, BoundaryTokens.read(folder, vocabulary));
  }

  private void requireBpe() {
    // Files of before 2021 do not name the type.
    boolean bpe = model.isOfType("BPE") || model.get("type").isAbsent();
    if (!bpe || !model.get("merges").node().isArray()) {
      throw model.problem(
          "is not BPE but %s; supported are %s".formatted(model.get("type").describe(), SUPPORTED));
    }
    if (!model.get("dropout").isAbsent() && model.get("dropout").node().asDouble(1) != 0) {
      throw model.get("dropout").problem("is not supported: it makes ids random");
    }
    for (String affix : List.of("continuing_subword_prefix", "end_of_word_suffix")) {
      if (!model.get(affix).isAbsent() && !model.get(affix).is("")) {
        throw model.get(affix).problem("is not supported; supported are " + SUPPORTED);
      }
    }
  }

  private TextTokenizer tokenizer(BpeVocabulary words, BoundaryTokens boundaries) {
    BpePipeline pipeline = BpePipeline.read(root);
    TextVocabulary vocabulary = words.finish(model.get("vocab"), boundaries, frame(words));
    MergeRanks ranks = ranks(words);
    boolean wholeWords = model.get("ignore_merges").flag(false);
    return switch (pipeline) {
      case BpePipeline.Bytes(WordPattern pattern, boolean composed) ->
          new ByteLevelTokenizer(vocabulary, pattern, composed, wholeWords, ranks);
      case BpePipeline.Spaces(SpaceRules spaces) -> {
        if (!model.get("byte_fallback").flag(false)) {
          throw model.get("byte_fallback").problem("is not true; supported are " + SUPPORTED);
        }
        yield SentencePieceTokenizer.of(vocabulary, spaces, wholeWords, ranks);
      }
    };
  }

  private TextFrame frame(BpeVocabulary words) {
    TextFrame frame = TextFrame.NONE;
    for (JsonPart part : root.get("post_processor").leaves("processors")) {
      if (part.isOfType("TemplateProcessing") && frame.length() == 0) {
        frame = TextFrame.of(part.get("single"), words::find);
      } else if (!part.isOfType("ByteLevel")) { // which changes no ids
        throw part.problem(
            "is not supported; supported are TemplateProcessing and ByteLevel. Found: "
                + part.describe());
      }
    }
    return frame;
  }

  private MergeRanks ranks(BpeVocabulary words) {
    JsonPart merges = model.get("merges");
    List<String> pairs = new ArrayList<>();
    for (JsonPart merge : merges.elements()) {
      List<String> pair = pair(merge);
      for (String word : List.of(pair.get(0), pair.get(1), pair.get(0) + pair.get(1))) {
        if (!words.has(word)) {
          throw merge.problem("joins or makes '%s', which is not in model.vocab".formatted(word));
        }
      }
      pairs.add(pair.get(0) + ' ' + pair.get(1));
    }
    MergeRanks ranks = MergeRanks.of(pairs);
    if (ranks.size() < pairs.size()) {
      throw merges.problem("has a pair twice");
    }
    return ranks;
  }

  /// Reads a pair, as a list or in one text with a space between.
  private static List<String> pair(JsonPart merge) {
    List<String> pair =
        merge.node().isArray()
            ? merge.elements().stream().map(JsonPart::text).toList()
            : List.of(merge.text().split(" ", -1));
    if (pair.size() != 2) {
      throw merge.problem("is %s, not a pair of words".formatted(merge.describe()));
    }
    return pair;
  }
}
