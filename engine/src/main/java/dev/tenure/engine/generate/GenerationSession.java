package dev.tenure.engine.generate;

import dev.tenure.annotations.Pooled;
import dev.tenure.engine.model.DecoderSession;
import dev.tenure.engine.tokenizer.TextTokenizer;
import dev.tenure.tensor.Tensor;

/// A conversation: each turn continues what was read and generated before.
///
/// It belongs to the thread that opened it.
@Pooled
public final class GenerationSession implements AutoCloseable {
  private final TextTokenizer tokenizer;
  private final DecoderSession session;
  private final byte[][] words;

  GenerationSession(TextTokenizer tokenizer, byte[][] words, @Pooled DecoderSession session) {
    this.tokenizer = tokenizer;
    this.session = session;
    this.words = words;
  }

  /// Reads a prompt and generates what follows.
  ///
  /// @param promptIds the tokens of the prompt, at least one
  /// @param request what to generate
  /// @param listener hears of each token and may cancel
  /// @return what was generated
  /// @throws IllegalArgumentException if the prompt is empty or does not fit into the context
  public Generation generate(int[] promptIds, GenerationRequest request, TokenListener listener) {
    int room = session.capacity() - session.position();
    Turn turn = new Turn(tokenizer, words, promptIds, request, listener, room);
    turn.begin();
    Tensor logits = session.prefill(promptIds);
    session.reserve(turn.limit());
    turn.promptIsRead();
    while (turn.choose(logits)) {
      turn.accept();
      logits = session.decode(turn.last());
    }
    return turn.result();
  }

  /// Forgets all that was read and generated.
  public void restart() {
    session.rewind(0);
  }

  /// Gives all memory back to the pool. A second call does nothing.
  @Override
  public void close() {
    session.close();
  }
}
