package dev.tenure.engine.generate;

import dev.tenure.annotations.NoAllocation;

/// Gives tokens by falling weight, the lower id first of equal ones, without sorting them all.
///
/// A binary heap in one array; what was removed stands behind what is left, as in heap sort.
final class TokenHeap {
  private final double[] weights;
  private final int[] ids;
  private int size;

  TokenHeap(double[] weights) {
    this.weights = weights;
    this.ids = new int[weights.length];
  }

  /// Puts all tokens in, with the weights that they have now.
  @NoAllocation
  void fill() {
    size = ids.length;
    for (int i = 0; i < size; i++) {
      ids[i] = i;
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  /// Returns the token of the largest weight.
  @NoAllocation
  int top() {
    return ids[0];
  }

  /// Removes the token of the largest weight.
  @NoAllocation
  void remove() {
    size--;
    int top = ids[0];
    ids[0] = ids[size];
    ids[size] = top;
    sink(0);
  }

  /// Returns the token that was removed as the first, the second and so on.
  @NoAllocation
  int removed(int index) {
    return ids[ids.length - 1 - index];
  }

  @NoAllocation
  private void sink(int from) {
    int parent = from;
    while (2 * parent + 1 < size) {
      int child = 2 * parent + 1;
      if (child + 1 < size && isBefore(ids[child + 1], ids[child])) {
        child++;
      }
      if (!isBefore(ids[child], ids[parent])) {
        return;
      }
      int moved = ids[parent];
      ids[parent] = ids[child];
      ids[child] = moved;
      parent = child;
    }
  }

  @NoAllocation
  private boolean isBefore(int left, int right) {
    return weights[left] > weights[right] || (weights[left] == weights[right] && left < right);
  }
}
