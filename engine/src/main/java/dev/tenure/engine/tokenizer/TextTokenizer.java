package dev.tenure.engine.tokenizer;

import dev.tenure.engine.weights.Metadata;
import dev.tenure.engine.weights.ModelFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;

/// Turns a text into the ids that a decoder reads, and the ids that it writes into bytes.
///
/// Immutable; any number of threads may use one.
public sealed interface TextTokenizer permits SentencePieceTokenizer, ByteLevelTokenizer {
  /// Reads the tokenizer that a GGUF file holds.
  ///
  /// @param metadata the file's metadata
  /// @return the tokenizer
  /// @throws ModelFormatException if there is none, or one that is not supported
  static TextTokenizer of(Metadata metadata) {
    String model = metadata.text("tokenizer.ggml.model");
    return switch (model) {
      case "llama" -> SentencePieceTokenizer.of(metadata);
      case "gpt2" -> ByteLevelTokenizer.of(metadata);
      default ->
          throw new ModelFormatException(
              "tokenizer.ggml.model",
              "'%s' is not supported; supported are llama (SentencePiece) and gpt2 (byte-level)"
                  .formatted(model));
    };
  }

  /// Reads the tokenizer of a decoder in the layout of Hugging Face: its `tokenizer.json`, and what
  /// `tokenizer_config.json`, `generation_config.json` and `config.json` say of the tokens that
  /// begin and end a text, where they are there.
  ///
  /// @param folder holds the files
  /// @return the tokenizer
  /// @throws IOException if a file cannot be read
  /// @throws ModelFormatException if there is no `tokenizer.json`, or one that is damaged or not
  ///   supported
  static TextTokenizer open(Path folder) throws IOException {
    return DecoderFolder.tokenizer(folder);
  }

  /// Returns the words.
  ///
  /// @return what each id stands for
  TextVocabulary vocabulary();

  /// Turns a text into ids, none of them special, as it stands at the beginning.
  ///
  /// Words that a vocabulary got without being special, such as `<think>`, are tokens wherever they
  /// stand.
  ///
  /// @param text any text
  /// @return the ids, without what frames the text
  int[] encodePlain(String text);

  /// Turns a text into ids, none of them special, as it stands after a special token.
  ///
  /// @param text any text
  /// @return the ids; some tokenizers put a space only before what begins a text
  default int[] encodeAfterSpecial(String text) {
    return encodePlain(text);
  }

  /// Returns what an id stands for in a text.
  ///
  /// @param id a number below the size of the vocabulary
  /// @return its bytes in UTF-8, which may be a part of a character; none for a special token
  byte[] bytes(int id);

  /// Turns a text into ids, framed as the model asks for.
  ///
  /// @param text any text
  /// @return the ids; special tokens that are spelled out in the text are only text
  default int[] encode(String text) {
    return vocabulary().frame(encodePlain(text));
  }

  /// Turns a text with special tokens into ids, as chat templates give it.
  ///
  /// @param text any text
  /// @return the ids, without what frames a text
  default int[] encodeWithSpecials(String text) {
    IntStream.Builder ids = IntStream.builder();
    boolean first = true;
    for (SpecialTokens.Part part : vocabulary().specials().split(text)) {
      switch (part) {
        case SpecialTokens.Part.Plain(String plain) -> {
          for (int id : first ? encodePlain(plain) : encodeAfterSpecial(plain)) {
            ids.add(id);
          }
        }
        case SpecialTokens.Part.Special(Token token) -> ids.add(token.id());
      }
      first = false;
    }
    return ids.build().toArray();
  }

  /// Turns ids into a text.
  ///
  /// @param ids any ids of the vocabulary
  /// @return the text; bytes that are no UTF-8 become replacement characters
  default String decode(int... ids) {
    return new String(allBytes(ids), StandardCharsets.UTF_8);
  }

  /// Turns generated ids into a text that continues a prompt's.
  ///
  /// @param promptIds what was read
  /// @param ids what was generated
  /// @return the text of the generated ids, with the space before its first word unless nothing but
  ///   special tokens was read
  default String decodeAfter(int[] promptIds, int[] ids) {
    for (int id : promptIds) {
      if (!vocabulary().isSpecial(id)) {
        return new String(allBytes(ids), StandardCharsets.UTF_8);
      }
    }
    return decode(ids);
  }

  private byte[] allBytes(int... ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      bytes.writeBytes(bytes(id));
    }
    return bytes.toByteArray();
  }
}
