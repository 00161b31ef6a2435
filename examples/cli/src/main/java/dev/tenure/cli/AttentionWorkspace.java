package dev.tenure.cli;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Workspace;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// All buffers of [AttentionLayer], rented once and used by every forward pass. It belongs to a
/// scope and to the thread of the scope. The views are made here, since a view made in each pass
/// would be garbage.
final class AttentionWorkspace {
  private final AttentionRows rows;
  private final List<AttentionRows> texts;
  private final Tensor transposedKeys;
  private final Tensor scores;
  private final Tensor result;

  /// The array that was made last; in a field, so that the JIT cannot leave it out.
  private float[] last = {};

  AttentionWorkspace(TensorScope scope) {
    rows =
        new AttentionRows(
            rent(scope, AttentionLayer.ROWS),
            rent(scope, AttentionLayer.ROWS),
            rent(scope, AttentionLayer.ROWS),
            rent(scope, AttentionLayer.ROWS));
    texts = IntStream.range(0, AttentionLayer.BATCH).mapToObj(rows::ofText).toList();
    transposedKeys = rent(scope, AttentionLayer.KEYS);
    scores = rent(scope, AttentionLayer.SCORES);
    result = rent(scope, AttentionLayer.ROWS);
  }

  @Borrowed("scope")
  private static Tensor rent(TensorScope scope, Shape shape) {
    return scope.rent(shape);
  }

  /// Applies a layer.
  @Workspace
  Tensor forward(AttentionLayer layer, Tensor input) {
    layer.project(input, rows.queries(), rows.keys(), rows.values());
    for (int text = 0; text < AttentionLayer.BATCH; text++) {
      layer.attend(texts.get(text), transposedKeys, scores);
    }
    layer.conclude(rows.attended(), result);
    return result;
  }

  /// Applies a layer as a library does whose operations return arrays. Kernels need native memory,
  /// so each intermediate result is computed in this workspace and copied into an array of its own.
  void forwardWithArrays(AttentionLayer layer, Tensor input) {
    forward(layer, input);
    last = rows.queries().toArray();
    last = rows.keys().toArray();
    last = rows.values().toArray();
    last = transposedKeys.toArray();
    last = scores.toArray();
    last = rows.attended().toArray();
    last = result.toArray();
  }

  /// Returns the result of [#forwardWithArrays].
  float[] lastArray() {
    return last;
  }
}
