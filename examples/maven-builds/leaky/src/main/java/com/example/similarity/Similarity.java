package com.example.similarity;

import dev.tenure.annotations.Overwrites;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Tensor;

/** Compares embeddings. Written in a hurry: it runs, passes its tests, and leaks in production. */
final class Similarity {
  private final TensorPool pool;

  Similarity(TensorPool pool) {
    this.pool = pool;
  }

  /** Returns the cosine of the angle between two embeddings, or 0 if one of them is all zeros. */
  float cosine(Tensor left, Tensor right) {
    PooledTensor products = pool.rentUninitialized(left.shape());
    float leftNorm = norm(left);
    float rightNorm = norm(right);
    if (leftNorm == 0 || rightNorm == 0) {
      return 0;
    }
    multiply(left, right, products);
    float cosine = sum(products) / (leftNorm * rightNorm);
    products.close();
    return cosine;
  }

  /** Returns the embedding that is nearest to the query, as a copy that the caller owns. */
  PooledTensor nearest(Tensor query, Tensor[] candidates) {
    PooledTensor best = null;
    float bestCosine = Float.NEGATIVE_INFINITY;
    for (Tensor candidate : candidates) {
      float cosine = cosine(query, candidate);
      if (cosine > bestCosine) {
        bestCosine = cosine;
        best = pool.rentUninitialized(candidate.shape());
        best.copyFrom(candidate);
      }
    }
    return best;
  }

  /** Returns the length of an embedding. */
  private float norm(Tensor tensor) {
    TensorScope scope = pool.openScope();
    PooledTensor squares = scope.rentUninitialized(tensor.shape());
    multiply(tensor, tensor, squares);
    return (float) Math.sqrt(sum(squares));
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
