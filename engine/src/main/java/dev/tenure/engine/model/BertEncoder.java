package dev.tenure.engine.model;

import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.engine.weights.ModelFormatException;
import dev.tenure.engine.weights.OnnxModel;
import dev.tenure.engine.weights.WeightArena;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import java.lang.foreign.Arena;
import java.util.List;

/// A BERT encoder: token ids to one row of numbers for each token.
///
/// It owns its weights, in native memory. They do not change, so that any number of threads may
/// call it at once; nobody may close it meanwhile.
@Pooled
public final class BertEncoder implements AutoCloseable {
  private final Arena arena;
  private final InputEmbeddings embeddings;
  private final ScopedInputEmbeddings scopedEmbeddings;
  private final List<ScopedEncoderLayer> layers;

  private BertEncoder(@Pooled Arena arena, TensorPool pool, OnnxBertReader reader) {
    this.arena = arena;
    this.embeddings = reader.embeddings();
    this.scopedEmbeddings = new ScopedInputEmbeddings(pool, embeddings);
    this.layers =
        reader.layers(pool).stream().map(layer -> new ScopedEncoderLayer(pool, layer)).toList();
  }

  /// Copies a model's weights out of an ONNX file.
  ///
  /// @param model a BERT encoder that PyTorch exported; not needed any more afterwards
  /// @param pool where the layers rent their intermediates; not closed
  /// @return an encoder that the caller closes
  /// @throws ModelFormatException if a weight is missing or has another shape than the others ask
  ///   for, or if the model is of another kind
  @SuppressWarnings(
      "MustBeClosedChecker") // The encoder owns the arena; on a throw it is closed here.
  public static BertEncoder read(OnnxModel model, TensorPool pool) {
    Arena arena = new WeightArena();
    try {
      return new BertEncoder(arena, pool, new OnnxBertReader(model, arena));
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  /// Returns the number of tokens that it knows.
  ///
  /// @return the number above every id that it takes
  public int vocabularySize() {
    return embeddings.vocabularySize();
  }

  /// Returns how many tokens it can read at once.
  ///
  /// @return the number of positions
  public int maxLength() {
    return embeddings.maxLength();
  }

  /// Returns the length of a row.
  ///
  /// @return the number of columns of what [#forward] returns
  public int hiddenSize() {
    return embeddings.hiddenSize();
  }

  /// Computes a row for each token.
  ///
  /// @param scope what owns the result, and what is kept until the call ends
  /// @param ids the tokens: at least one, [#maxLength()] at most
  /// @return `[ids, hidden]`
  /// @throws IllegalArgumentException if there are none or too many
  /// @throws IndexOutOfBoundsException if an id is not in the vocabulary
  @ScopedForward
  @Scoped
  public PooledTensor forward(TensorScope scope, int[] ids) {
    requireLength(ids.length);
    return rows(scope, ids, TextSpans.of(ids.length));
  }

  /// Computes a row for each token of several texts of any lengths, in one pass over the weights.
  ///
  /// @param scope what owns the result, and what is kept until the call ends
  /// @param ids the tokens of one text after the other
  /// @param texts where each text lies among them, each of [#maxLength()] tokens at most
  /// @return `[ids, hidden]`
  /// @throws IllegalArgumentException if the spans and the tokens do not fit, or a text is too long
  /// @throws IndexOutOfBoundsException if an id is not in the vocabulary
  @ScopedForward
  @Scoped
  public PooledTensor forwardAll(TensorScope scope, int[] ids, TextSpans texts) {
    if (texts.rows() != ids.length) {
      throw new IllegalArgumentException(
          "texts of %d tokens together, and %d tokens".formatted(texts.rows(), ids.length));
    }
    for (int text = 0; text < texts.count(); text++) {
      requireLength(texts.length(text));
    }
    return rows(scope, ids, texts);
  }

  private void requireLength(int tokens) {
    if (tokens < 1 || tokens > maxLength()) {
      throw new IllegalArgumentException(
          "%d tokens; the model reads 1 to %d".formatted(tokens, maxLength()));
    }
  }

  @Scoped
  private PooledTensor rows(TensorScope scope, int[] ids, TextSpans texts) {
    PooledTensor hidden = scope.adopt(scopedEmbeddings.forward(ids, texts));
    for (ScopedEncoderLayer layer : layers) {
      hidden = scope.adopt(layer.forward(hidden, texts));
    }
    return hidden;
  }

  /// Gives the weights' memory back. A second call does nothing.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
