package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import org.jspecify.annotations.Nullable;

/// One of the layers of a [LinearJob], and which of its parts compute it. Kept and set anew for
/// each call, so that a call allocates nothing.
final class LinearTarget {
  private @Nullable WeightMatrix matrix;
  private long bias;
  private long output;
  private int firstPart;
  private int lastPart;

  /// Sets the layer.
  ///
  /// @param weights its weights
  /// @param biases the address of its biases, or 0
  /// @param results the address of its output
  @NoAllocation
  void set(WeightMatrix weights, long biases, long results) {
    matrix = weights;
    bias = biases;
    output = results;
  }

  /// Cuts the layer into parts.
  ///
  /// @param first the number of its first part
  /// @param outputs how many outputs a part computes
  /// @return the number after its last part
  @NoAllocation
  int cut(int first, int outputs) {
    firstPart = first;
    lastPart = first + (matrix().outputs() + outputs - 1) / outputs;
    return lastPart;
  }

  /// Lets go of the weights, which may be closed after the call.
  @NoAllocation
  void forget() {
    matrix = null;
  }

  @NoAllocation
  WeightMatrix matrix() {
    WeightMatrix set = matrix;
    if (set == null) {
      throw new IllegalStateException("no call is under way");
    }
    return set;
  }

  @NoAllocation
  long bias() {
    return bias;
  }

  @NoAllocation
  long output() {
    return output;
  }

  @NoAllocation
  int firstPart() {
    return firstPart;
  }

  @NoAllocation
  int lastPart() {
    return lastPart;
  }
}
