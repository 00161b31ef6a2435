package dev.tenure.engine.tokenizer;

import dev.tenure.engine.weights.Metadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes the `tokenizer.json` that the transformers library makes of a vocabulary of
/// SentencePiece.
public final class TokenizerJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String STEPS =
      """
      {"added_tokens": [
         {"id": 0, "content": "<unk>", "special": true, "normalized": false},
         {"id": 1, "content": "<s>", "special": true, "normalized": false},
         {"id": 2, "content": "</s>", "special": true, "normalized": false}],
       "normalizer": {"type": "Sequence", "normalizers": [
         {"type": "Prepend", "prepend": "▁"},
         {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]},
       "pre_tokenizer": null,
       "post_processor": {"type": "TemplateProcessing", "single": [
         {"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}]},
       "decoder": {"type": "Sequence", "decoders": [
         {"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
         {"type": "ByteFallback"}, {"type": "Fuse"},
         {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
       "model": {"type": "BPE", "unk_token": "<unk>", "fuse_unk": true, "byte_fallback": true}}
      """;

  private final List<String> words;
  private final float[] scores;
  private final Map<String, Integer> ids = new HashMap<>();

  private TokenizerJson(Metadata metadata) {
    this.words = new ArrayList<>(metadata.texts("tokenizer.ggml.tokens"));
    this.scores = metadata.numbers("tokenizer.ggml.scores");
    words.set(1, "<s>");
    words.set(2, "</s>");
    for (int id = 0; id < words.size(); id++) {
      ids.put(words.get(id), id);
    }
  }

  /// Writes a file.
  ///
  /// @param metadata of a GGUF file
  /// @return a `tokenizer.json`
  public static String of(Metadata metadata) {
    return new TokenizerJson(metadata).write();
  }

  private String write() {
    ObjectNode root = (ObjectNode) JSON.readTree(STEPS);
    ObjectNode model = (ObjectNode) root.get("model");
    ids.forEach(model.putObject("vocab")::put);
    merges().forEach(model.putArray("merges")::add);
    return root.toString();
  }

  /// Every way to join a word from two, the best scored word first.
  private List<String> merges() {
    List<Merge> merges = new ArrayList<>();
    for (int id = 0; id < words.size(); id++) {
      String word = words.get(id);
      for (int cut = 1; cut < word.length(); cut++) {
        Integer left = ids.get(word.substring(0, cut));
        Integer right = ids.get(word.substring(cut));
        if (left != null && right != null) {
          merges.add(new Merge(scores[id], left, right));
        }
      }
    }
    merges.sort(
        Comparator.comparingDouble((Merge merge) -> -merge.score)
            .thenComparingInt(Merge::left)
            .thenComparingInt(Merge::right));
    return merges.stream()
        .map(merge -> words.get(merge.left) + " " + words.get(merge.right))
        .toList();
  }

  private record Merge(double score, int left, int right) {}
}
