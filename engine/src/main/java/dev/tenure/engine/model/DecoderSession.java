package dev.tenure.engine.model;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Workspace;
import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// A conversation with a decoder, with everything that a token needs rented in advance.
///
/// It belongs to the thread that opened it. Several sessions may share a decoder.
@Pooled
public final class DecoderSession implements AutoCloseable {
  private final Decoder decoder;
  private final ScopedDecoder scopedDecoder;
  private final TensorScope scope;
  private final DecoderState state;
  private final DecoderWorkspace step;
  @Workspace private final Tensor logits;
  private final int[] token = new int[1];

  private DecoderSession(
      Decoder decoder, TensorPool pool, @Pooled TensorScope scope, @Pooled DecoderState state) {
    this.decoder = decoder;
    this.scopedDecoder = new ScopedDecoder(pool, decoder);
    this.scope = scope;
    this.state = state;
    this.step = new DecoderWorkspace(scope, decoder.config(), 1);
    this.logits = scope.rent(Shape.of(1, decoder.config().vocabularySize()));
  }

  /// Opens a session.
  ///
  /// @param decoder the model; not closed, and must outlive the session
  /// @param pool where all memory is rented; not closed, and must outlive the session
  /// @param format how keys and values are held
  /// @param capacity how many tokens there may be; the model's context length at most
  /// @param threads how many threads compute
  /// @return a session that the caller closes, on this thread
  /// @throws dev.tenure.memory.MemoryLimitException if the pool's limit is too small
  @SuppressWarnings("MustBeClosedChecker") // The session owns both; on a throw they close here.
  public static DecoderSession open(
      Decoder decoder, TensorPool pool, CacheFormat format, int capacity, int threads) {
    DecoderState state = DecoderState.open(decoder, pool, format, capacity, threads);
    try {
      return open(decoder, pool, state);
    } catch (Throwable e) {
      state.close();
      throw e;
    }
  }

  /// Opens a session that goes on after a prefix, in the prefix's format.
  ///
  /// @param decoder the model that read the prefix; not closed, and must outlive the session
  /// @param pool where all other memory is rented; not closed, and must outlive the session
  /// @param prefix what the session begins with; not closed, and need not outlive the session
  /// @param capacity how many tokens there may be, those of the prefix included; the model's
  ///   context length at most
  /// @param threads how many threads compute
  /// @return a session that the caller closes, on this thread
  /// @throws IllegalArgumentException if the prefix is of another decoder, or too long
  /// @throws IllegalStateException if the prefix was closed
  /// @throws dev.tenure.memory.MemoryLimitException if the pool's limit is too small
  public static DecoderSession open(
      Decoder decoder, TensorPool pool, PromptPrefix prefix, int capacity, int threads) {
    DecoderSession session = open(decoder, pool, prefix.format(), capacity, threads);
    try {
      session.restart(prefix);
      return session;
    } catch (Throwable e) {
      session.close();
      throw e;
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // The session owns the scope; on a throw it closes here.
  private static DecoderSession open(Decoder decoder, TensorPool pool, DecoderState state) {
    TensorScope scope = pool.openScope();
    try {
      return new DecoderSession(decoder, pool, scope, state);
    } catch (Throwable e) {
      scope.close();
      throw e;
    }
  }

  /// Reads tokens together, as those of a prompt.
  ///
  /// @param ids the tokens, at least one
  /// @return the logits after the last one, `[1, vocabulary]`
  /// @throws IllegalArgumentException if there are none, or too many for the context
  @Workspace
  @Borrowed("this")
  public Tensor prefill(int... ids) {
    try (PooledTensor last = scopedDecoder.forward(state, ids, 1)) {
      logits.copyFrom(last);
    }
    return logits;
  }

  /// Reads tokens together and computes the logits after each, as a measure of the model does.
  ///
  /// @param ids the tokens, at least one
  /// @return `[ids, vocabulary]`, which the caller closes
  public PooledTensor score(int... ids) {
    return scopedDecoder.forward(state, ids, ids.length);
  }

  /// Reads one token, without any garbage if its page was [reserved][#reserve].
  ///
  /// @param id the token
  /// @return the logits after it, `[1, vocabulary]`
  /// @throws IllegalArgumentException if the context is full
  @Workspace
  @Borrowed("this")
  @NoAllocation
  @SuppressWarnings("HotPathAllocation") // a page is rented only if it was not reserved
  public Tensor decode(int id) {
    state.reserve(1);
    token[0] = id;
    decoder.step(step, state, token, logits);
    return logits;
  }

  /// Rents the pages of so many more tokens.
  ///
  /// @param tokens how many
  /// @throws dev.tenure.memory.MemoryLimitException if the pages do not fit into the pool
  public void reserve(int tokens) {
    state.reserve(tokens);
  }

  /// Forgets the tokens from a position on, so that a next turn, or another end of the same
  /// beginning, starts there.
  ///
  /// @param position a position at or before the current one
  /// @throws IllegalArgumentException if it is none
  /// @throws IllegalStateException if the model has a sliding window, and of the window before that
  ///   position not everything is kept any more; the beginning is always there
  public void rewind(int position) {
    state.rewind(position);
  }

  /// Forgets everything, and lets go of the prefix if there was one. Own memory is kept.
  public void restart() {
    state.restart();
  }

  /// Forgets everything and goes on after a prefix, whose pages are pinned until the next restart
  /// or the close.
  ///
  /// @param prefix what the conversation begins with, on a decoder and in a format as the
  ///   session's; not closed, and may be closed at any time
  /// @throws IllegalArgumentException if it is of another decoder or format, or too long
  /// @throws IllegalStateException if it was closed
  public void restart(PromptPrefix prefix) {
    state.restart(prefix);
  }

  /// Tells whether this is a conversation with a decoder.
  @NoAllocation
  boolean isOf(Decoder other) {
    return decoder == other;
  }

  @NoAllocation
  @Borrowed("this")
  DecoderState state() {
    return state;
  }

  /// Returns how many tokens were read.
  ///
  /// @return the position of the next token
  public int position() {
    return state.position();
  }

  /// Returns how many tokens there may be.
  ///
  /// @return the number of positions
  public int capacity() {
    return state.capacity();
  }

  /// Gives all memory back to the pool. A second call does nothing.
  @Override
  public void close() {
    scope.close();
    state.close();
  }
}
