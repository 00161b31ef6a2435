package com.example.layers;

import dev.tenure.annotations.Scoped;
import dev.tenure.annotations.ScopedForward;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Layers one after the other.
///
/// @param <N> what each is called
public final class Encoder<N extends Comparable<N>> {
  /// What the layers give.
  ///
  /// @param last the last one's output
  /// @param all every output, the last one among them
  /// @param sum a number, if it was asked for
  public record Outputs(PooledTensor last, List<PooledTensor> all, @Nullable PooledTensor sum) {}

  private final Map<N, Scale> layers;

  /// Creates an encoder.
  ///
  /// @param layers at least one
  public Encoder(Map<N, Scale> layers) {
    this.layers = Map.copyOf(layers);
  }

  /// Returns what all layers give.
  ///
  /// @param input any tensor
  /// @param withSum whether the sum is wanted
  /// @return the outputs
  @ScopedForward
  @Scoped
  public Outputs forward(TensorScope scope, Tensor input, boolean withSum) {
    List<PooledTensor> outputs = new ArrayList<>();
    Tensor previous = input;
    for (Scale layer : layers.values()) {
      PooledTensor output = layer.forward(scope, previous);
      outputs.add(output);
      previous = output;
    }
    PooledTensor last = outputs.get(outputs.size() - 1);
    return new Outputs(last, outputs, withSum ? sum(scope, last) : null);
  }

  @Scoped
  private static PooledTensor sum(TensorScope scope, Tensor summed) {
    PooledTensor sum = scope.rent(Shape.of(1));
    for (long i = 0; i < summed.shape().elementCount(); i++) {
      sum.set(0, sum.get(0) + summed.get(i));
    }
    return sum;
  }

  /// Returns what one layer gives.
  ///
  /// @param input any tensor
  /// @param name one of the names
  /// @return as many elements as the input has, if there is a layer of the name
  @ScopedForward
  @Scoped
  public Optional<PooledTensor> one(TensorScope scope, Tensor input, N name) {
    return Optional.ofNullable(layers.get(name)).map(layer -> layer.forward(scope, input));
  }

  /// Returns what one layer gives.
  ///
  /// @param input any tensor
  /// @param name one of the names
  /// @return as many elements as the input has, or nothing
  @ScopedForward
  @Scoped
  public @Nullable PooledTensor find(TensorScope scope, Tensor input, N name) {
    Scale layer = layers.get(name);
    return layer == null ? null : layer.forward(scope, input);
  }

  /// Returns what each layer gives.
  ///
  /// @param input any tensor
  /// @return the outputs
  @ScopedForward
  @Scoped
  public PooledTensor[] each(TensorScope scope, Tensor input) {
    return layers.values().stream()
        .map(layer -> layer.forward(scope, input))
        .toArray(PooledTensor[]::new);
  }
}
