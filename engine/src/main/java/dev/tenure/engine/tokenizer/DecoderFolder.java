package dev.tenure.engine.tokenizer;

import dev.tenure.engine.weights.ModelFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of a decoder in the layout of Hugging Face, as far as they speak of texts.
final class DecoderFolder {
  /// Many times the longest template that is known.
  private static final int MAX_TEMPLATE_BYTES = 1 << 20;

  private DecoderFolder() {}

  static TextTokenizer tokenizer(Path folder) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    if (!Files.exists(file)) {
      throw new ModelFormatException(
          file.toString(),
          "is not there; write it with AutoTokenizer.from_pretrained(…).save_pretrained(…) of the"
              + " transformers library, or take a GGUF file");
    }
    return BpeFile.read(JsonPart.readIfPresent(file), folder);
  }

  /// Returns the chat template, a program in the Jinja language: `chat_template.jinja`, or what
  /// `tokenizer_config.json` has.
  ///
  /// @return empty if there is none
  static String chatTemplate(Path folder) throws IOException {
    Path file = folder.resolve("chat_template.jinja");
    if (Files.exists(file)) {
      try (InputStream stream = Files.newInputStream(file)) {
        return new String(stream.readNBytes(MAX_TEMPLATE_BYTES), StandardCharsets.UTF_8);
      }
    }
    JsonPart template =
        JsonPart.readIfPresent(folder.resolve("tokenizer_config.json")).get("chat_template");
    for (JsonPart named : template.elements()) {
      if (named.get("name").is("default")) {
        return named.get("template").text();
      }
    }
    return template.isAbsent() || template.node().isArray() ? "" : template.text();
  }
}
