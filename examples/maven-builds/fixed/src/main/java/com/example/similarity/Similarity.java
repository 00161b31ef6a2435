package com.example.similarity;

import dev.tenure.annotations.Overwrites;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Tensor;

/** Compares embeddings, and returns every tensor that it rents. */
final class Similarity {
  private final TensorPool pool;

  Similarity(TensorPool pool) {
    this.pool = pool;
  }

  /** Returns the cosine of the angle between two embeddings, or 0 if one of them is all zeros. */
  float cosine(Tensor left, Tensor right) {
    float leftNorm = norm(left);
    float rightNorm = norm(right);
    if (leftNorm == 0 || rightNorm == 0) {
      return 0;
    }
    try (PooledTensor products = pool.rentUninitialized(left.shape())) {
      multiply(left, right, products);
      return sum(products) / (leftNorm * rightNorm);
    }
  }

  /** Returns the embedding that is nearest to the query, as a copy that the caller owns. */
  PooledTensor nearest(Tensor query, Tensor[] candidates) {
    Tensor best = candidates[0];
    float bestCosine = Float.NEGATIVE_INFINITY;
    for (Tensor candidate : candidates) {
      float cosine = cosine(query, candidate);
      if (cosine > bestCosine) {
        bestCosine = cosine;
        best = candidate;
      }
    }
    return copy(best);
  }

  private PooledTensor copy(Tensor tensor) {
    PooledTensor copy = pool.rentUninitialized(tensor.shape());
    try {
      copy.copyFrom(tensor);
      return copy;
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  /** Returns the length of an embedding. */
  private float norm(Tensor tensor) {
    try (TensorScope scope = pool.openScope()) {
      PooledTensor squares = scope.rentUninitialized(tensor.shape());
      multiply(tensor, tensor, squares);
      return (float) Math.sqrt(sum(squares));
    }
  }

  private static void multiply(Tensor left, Tensor right, @Overwrites Tensor output) {
    for (long i = 0; i < left.shape().elementCount(); i++) {
      output.set(i, left.get(i) * right.get(i));
    }
  }

  private static float sum(Tensor tensor) {
    float sum = 0;
    for (long i = 0; i < tensor.shape().elementCount(); i++) {
      sum += tensor.get(i);
    }
    return sum;
  }
}
