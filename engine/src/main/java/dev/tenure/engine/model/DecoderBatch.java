package dev.tenure.engine.model;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Pooled;
import dev.tenure.engine.kernel.Workers;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;

/// Lets several conversations with one decoder read a token each, in one pass over the weights.
///
/// Reading the weights is most of the time that a token takes, so that some tokens together take
/// little longer than one. Which conversations take part may change from pass to pass, as in
/// continuous batching ([Yu et al.,
/// Orca](https://www.usenix.org/conference/osdi22/presentation/yu)). It belongs to the thread that
/// opened it, and so do the sessions.
@Pooled
public final class DecoderBatch implements AutoCloseable {
  private final Decoder decoder;
  private final Workers workers;
  private final TensorScope scope;

  /// The first rows of one workspace, by how many they are less one.
  private final DecoderWorkspace[] workspaces;

  private final AttentionRows[] rows;
  private final Tensor[] logits;
  private final Tensor[] logitRows;
  private final DecoderState[] states;

  private DecoderBatch(
      Decoder decoder, @Pooled TensorScope scope, @Pooled Workers workers, int largest) {
    this.decoder = decoder;
    this.scope = scope;
    this.workers = workers;
    this.workspaces = new DecoderWorkspace[largest];
    this.rows = new AttentionRows[largest];
    this.logits = new Tensor[largest];
    this.logitRows = new Tensor[largest];
    this.states = new DecoderState[largest];
    DecoderWorkspace all = new DecoderWorkspace(scope, decoder.config(), largest);
    Tensor allLogits = scope.rent(Shape.of(largest, decoder.config().vocabularySize()));
    for (int row = 0; row < largest; row++) {
      workspaces[row] = all.first(row + 1);
      rows[row] = all.all.slice(row, row + 1);
      logits[row] = allLogits.slice(0, row + 1);
      logitRows[row] = allLogits.slice(row, row + 1);
    }
  }

  /// Opens a batch without any conversation in it.
  ///
  /// @param decoder the model; not closed, and must outlive the batch
  /// @param pool where intermediates are rented; not closed, and must outlive the batch
  /// @param largest how many conversations a pass may have at most
  /// @param threads how many threads compute
  /// @return a batch that the caller closes, on this thread
  /// @throws IllegalArgumentException if a number is not positive
  /// @throws dev.tenure.memory.MemoryLimitException if the pool's limit is too small
  @SuppressWarnings("MustBeClosedChecker") // The batch owns both; on a throw they close here.
  public static DecoderBatch open(Decoder decoder, TensorPool pool, int largest, int threads) {
    if (largest < 1) {
      throw new IllegalArgumentException("a batch of %d conversations".formatted(largest));
    }
    Workers workers = Workers.of(threads);
    TensorScope scope = pool.openScope();
    try {
      return new DecoderBatch(decoder, scope, workers, largest);
    } catch (Throwable e) {
      scope.close();
      workers.close();
      throw e;
    }
  }

  /// Returns how many conversations a pass may have at most.
  ///
  /// @return 1 or more
  @NoAllocation
  public int largest() {
    return states.length;
  }

  /// Reads one token in each of some conversations, without any garbage if their pages were
  /// [reserved][DecoderSession#reserve]. [#logits] gives the results.
  ///
  /// What a conversation gets is what it would get by itself, up to the rounding of sums in another
  /// order. If this throws, every conversation is where it was.
  ///
  /// @param sessions conversations with this batch's decoder, each once
  /// @param ids the token of each
  /// @param count how many of the sessions and tokens count, from the first on
  /// @throws IllegalArgumentException if there are none or too many, if one is of another decoder
  ///   or there twice, or if its context is full
  /// @throws IndexOutOfBoundsException if an id is not in the vocabulary
  @NoAllocation
  public void decode(DecoderSession[] sessions, int[] ids, int count) {
    if (count < 1 || count > largest() || count > sessions.length || count > ids.length) {
      throw new IllegalArgumentException(
          "%d conversations in a batch of at most %d".formatted(count, largest()));
    }
    take(sessions, count);
    decoder.stepEach(workspaces[count - 1], rows, states, ids, workers, logits[count - 1]);
  }

  @NoAllocation
  @SuppressWarnings("HotPathAllocation") // a page is rented only if it was not reserved
  private void take(DecoderSession[] sessions, int count) {
    for (int i = 0; i < count; i++) {
      if (!sessions[i].isOf(decoder)) {
        throw new IllegalArgumentException("conversation %d is of another decoder".formatted(i));
      }
      for (int j = 0; j < i; j++) {
        if (sessions[j] == sessions[i]) {
          throw new IllegalArgumentException("conversation %d is also %d".formatted(i, j));
        }
      }
      states[i] = sessions[i].state();
      states[i].reserve(1);
    }
  }

  /// Returns what the last pass gave for a conversation.
  ///
  /// @param row its index in that pass
  /// @return the logits after its token, `[1, vocabulary]`, until the next pass
  @NoAllocation
  @Borrowed("this")
  public Tensor logits(int row) {
    return logitRows[row];
  }

  /// Gives all memory back to the pool. A second call does nothing.
  @Override
  public void close() {
    scope.close();
    workers.close();
  }
}
