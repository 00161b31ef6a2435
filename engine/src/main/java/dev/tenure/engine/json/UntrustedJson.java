package dev.tenure.engine.json;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON whose author may want to fill the heap or the stack.
///
/// An empty list of two bytes becomes an object of a hundred, so the number of values is limited
/// and not only the length. A name that occurs twice is an error, since readers disagree on which
/// of the two counts.
public final class UntrustedJson {
  /// The longest document: the tokenizer of a vocabulary of 256,000 words takes 35 MB.
  public static final int MAX_BYTES = 64 << 20;

  /// The most names, values and brackets: the same tokenizer has 3 million.
  private static final long MAX_TOKENS = 6_000_000;

  private static final int MAX_DEPTH = 64;

  private UntrustedJson() {}

  /// Reads the bytes of a document.
  ///
  /// @param stream all of it; not closed
  /// @return at most one byte more than [#MAX_BYTES], which [#parse] refuses then
  /// @throws IOException if the stream cannot be read
  public static byte[] bytes(InputStream stream) throws IOException {
    return stream.readNBytes(MAX_BYTES + 1);
  }

  /// Parses a document.
  ///
  /// @param json its bytes
  /// @return its root
  /// @throws JacksonException if it is no JSON, too long, too deep or has too many values
  public static JsonNode parse(byte[] json) {
    return parse(json, MAX_TOKENS);
  }

  /// Parses a document of a few values.
  ///
  /// @param json its bytes
  /// @param maxTokens the most names, values and brackets in it
  /// @return its root
  /// @throws JacksonException if it is no JSON, too long, too deep or has too many values
  public static JsonNode parse(byte[] json, long maxTokens) {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxDocumentLength(MAX_BYTES)
            .maxTokenCount(maxTokens)
            .maxNestingDepth(MAX_DEPTH)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build()
        .readTree(json);
  }
}
