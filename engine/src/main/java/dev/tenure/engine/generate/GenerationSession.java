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
  private static final int[] NOTHING = {};

  private final TextTokenizer tokenizer;
  private final DecoderSession session;
  private final byte[][] words;
  private final int[] prefixIds;

  GenerationSession(
      TextTokenizer tokenizer, byte[][] words, int[] prefixIds, @Pooled DecoderSession session) {
    this.tokenizer = tokenizer;
    this.session = session;
    this.words = words;
    this.prefixIds = prefixIds;
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
    int[] before = session.position() == prefixIds.length ? prefixIds : NOTHING;
    Turn turn = new Turn(tokenizer, words, before, promptIds, request, listener, room);
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

  /// Forgets all that was read and generated, but for the prefix that the session was opened with.
  public void restart() {
    session.rewind(prefixIds.length);
  }

  /// Gives all memory back to the pool. A second call does nothing.
  @Override
  public void close() {
    session.close();
  }
}
