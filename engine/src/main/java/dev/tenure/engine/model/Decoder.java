package dev.tenure.engine.model;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Overwrites;
import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.engine.kernel.BlockMatrix;
import dev.tenure.engine.kernel.Embedding;
import dev.tenure.engine.kernel.MatMul;
import dev.tenure.engine.kernel.Normalization;
import dev.tenure.engine.kernel.Rotary;
import dev.tenure.engine.kernel.WeightMatrix;
import dev.tenure.engine.kernel.Workers;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.List;

/// A decoder of the Llama family: token ids to the logits of the token that follows.
///
/// It owns its weights, in native memory. They do not change, so that any number of threads may use
/// it at once, each with a [DecoderState] of its own; nobody may close it meanwhile.
@Pooled
public final class Decoder implements AutoCloseable {
  /// Tokens of a prompt that are computed together; more would only make intermediates larger.
  static final int CHUNK = 64;

  private final Arena arena;
  private final DecoderConfig config;
  private final BlockMatrix embeddings;
  private final DecoderLayer[] layers;
  private final Tensor norm;
  private final WeightMatrix head;
  private final float[] frequencies;

  Decoder(
      @Pooled Arena arena,
      DecoderConfig config,
      BlockMatrix embeddings,
      List<DecoderLayer> layers,
      Tensor norm,
      WeightMatrix head,
      float[] frequencies) {
    this.arena = arena;
    this.config = config;
    this.embeddings = embeddings;
    this.layers = layers.toArray(DecoderLayer[]::new);
    this.norm = norm;
    this.head = head;
    this.frequencies = frequencies;
  }

  /// Reads a decoder's weights.
  ///
  /// @param source the files, which stay mapped as long as the decoder lives
  /// @return a decoder that the caller closes
  /// @throws ModelFormatException if a weight is missing or has another shape than the others ask
  ///   for, or if the model is of another family
  public static Decoder read(@Pooled DecoderSource source) {
    try {
      return new DecoderReader(source).read();
    } catch (Throwable e) {
      source.close();
      throw e;
    }
  }

  /// Returns the sizes.
  ///
  /// @return the configuration
  public DecoderConfig config() {
    return config;
  }

  Rotary rotary(int positions, Arena owner) {
    return Rotary.of(
        config.rotaryLayout(),
        frequencies,
        (float) config.rotaryScaling().magnitude(),
        positions,
        owner);
  }

  /// Reads tokens and computes the logits after some of them.
  ///
  /// @param scope what owns the result
  /// @param state the conversation, which is as many tokens further afterwards
  /// @param ids the tokens, at least one
  /// @param wanted after how many of the last tokens logits are wanted, from 1 to all
  /// @return `[wanted, vocabulary]`
  /// @throws IllegalArgumentException if there are no tokens or too many for the context
  /// @throws IndexOutOfBoundsException if an id is not in the vocabulary
  @ScopedForward
  @Scoped
  public PooledTensor forward(TensorScope scope, DecoderState state, int[] ids, int wanted) {
    if (wanted < 1 || wanted > ids.length) {
      throw new IllegalArgumentException(
          "logits after %d of %d tokens".formatted(wanted, ids.length));
    }
    state.reserve(ids.length);
    PooledTensor logits = scope.rentUninitialized(Shape.of(wanted, config.vocabularySize()));
    int firstWanted = ids.length - wanted;
    for (int from = 0; from < ids.length; from += CHUNK) {
      int count = Math.min(CHUNK, ids.length - from);
      try (TensorScope chunk = scope.openChild()) {
        DecoderWorkspace work = new DecoderWorkspace(chunk, config, count);
        hidden(work, state, ids, from);
        int first = Math.max(firstWanted - from, 0);
        if (first < count) {
          int row = from + first - firstWanted;
          head(state, work, first, logits.slice(row, row + count - first));
        }
      }
    }
    return logits;
  }

  private void head(DecoderState state, DecoderWorkspace work, int first, Tensor logits) {
    Normalization.rmsNorm(work.hidden, norm, config.epsilon(), work.normed);
    MatMul.linear(state.workers(), work.normed.slice(first, work.rows), head, logits);
  }

  /// Reads one token and computes the logits after it, with no garbage.
  ///
  /// @param step the intermediates of a pass over one token
  /// @param state the conversation, with a page reserved for the token
  /// @param ids holds the token at index 0
  /// @param logits `[1, vocabulary]`
  @NoAllocation
  void step(DecoderWorkspace step, DecoderState state, int[] ids, @Overwrites Tensor logits) {
    hidden(step, state, ids, 0);
    Normalization.rmsNorm(step.hidden, norm, config.epsilon(), step.normed);
    MatMul.linear(state.workers(), step.normed, head, logits);
  }

  /// Reads one token in each of several conversations and computes the logits after each, in one
  /// pass over the weights and with no garbage.
  ///
  /// @param work the intermediates of as many rows as there are conversations
  /// @param rows the same rows one by one
  /// @param states the conversations, each with a page reserved for its token
  /// @param ids the tokens
  /// @param workers the threads that compute it
  /// @param logits `[conversations, vocabulary]`
  @NoAllocation
  void stepEach(
      DecoderWorkspace work,
      AttentionRows[] rows,
      DecoderState[] states,
      int[] ids,
      Workers workers,
      @Overwrites Tensor logits) {
    Embedding.lookup(embeddings, ids, 0, work.rows, work.hidden);
    for (int row = 0; row < work.rows; row++) {
      states[row].prepare(1);
    }
    for (int i = 0; i < layers.length; i++) {
      layers[i].applyToEach(work, rows, states, workers, i, config);
    }
    for (int row = 0; row < work.rows; row++) {
      states[row].advance(1);
    }
    Normalization.rmsNorm(work.hidden, norm, config.epsilon(), work.normed);
    MatMul.linear(workers, work.normed, head, logits);
  }

  @NoAllocation
  private void hidden(DecoderWorkspace work, DecoderState state, int[] ids, int from) {
    Embedding.lookup(embeddings, ids, from, work.rows, work.hidden);
    state.prepare(work.rows);
    for (int i = 0; i < layers.length; i++) {
      layers[i].apply(work, state, i, config);
    }
    state.advance(work.rows);
  }

  /// Gives the weights' memory back. A second call does nothing.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
