package dev.tenure.engine.embed;

/// How the rows of a text's tokens become one vector, which is then brought to length 1.
///
/// A model is trained with one of them; its page or its `1_Pooling/config.json` says with which.
public enum SentencePooling {
  /// The mean over all tokens, those that frame the text included: all-MiniLM, e5.
  MEAN,
  /// The row of the first token, which stands for the whole text: bge.
  FIRST_TOKEN
}
