package dev.tenure.engine.generate;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.tensor.Tensor;
import java.util.SplittableRandom;

/// Chooses tokens from logits.
///
/// It has arrays as long as the vocabulary, used again for each token, so that choosing leaves no
/// garbage. One thread at a time.
final class Sampler {
  private final Sampling sampling;
  private final SplittableRandom random;
  private final float[] logits;
  private final double[] weights;
  private final boolean[] seen;
  private final TokenHeap heap;
  private double logProbability;

  Sampler(Sampling sampling, int vocabularySize) {
    this.sampling = sampling;
    this.random = new SplittableRandom(sampling.seed());
    this.logits = new float[vocabularySize];
    this.weights = new double[vocabularySize];
    this.seen = new boolean[vocabularySize];
    this.heap = new TokenHeap(weights);
  }

  /// Notes that a token occurred, for the repetition penalty.
  @NoAllocation
  void see(int id) {
    seen[id] = true;
  }

  /// Chooses a token.
  ///
  /// @param row the logits of all tokens
  /// @param filter which tokens may be chosen
  /// @return its id
  /// @throws IllegalStateException if the filter lets no token through
  int choose(Tensor row, TokenFilter filter) {
    row.copyTo(0, logits, 0, logits.length);
    filter.apply(logits);
    penaliseSeen();
    int best = best();
    if (logits[best] == Float.NEGATIVE_INFINITY) {
      throw new IllegalStateException("no token is allowed here");
    }
    int chosen = sampling.temperature() == 0 ? best : draw(logits[best]);
    logProbability = logits[chosen] - logSum(logits[best]);
    return chosen;
  }

  /// Returns the natural logarithm of the last choice's probability, before temperature.
  @NoAllocation
  double logProbability() {
    return logProbability;
  }

  @NoAllocation
  private void penaliseSeen() {
    float penalty = (float) sampling.repetitionPenalty();
    if (penalty == 1) {
      return;
    }
    for (int id = 0; id < logits.length; id++) {
      if (seen[id]) {
        logits[id] = logits[id] > 0 ? logits[id] / penalty : logits[id] * penalty;
      }
    }
  }

  @NoAllocation
  private int best() {
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      if (logits[id] > logits[best]) {
        best = id;
      }
    }
    return best;
  }

  @NoAllocation
  private double logSum(float largest) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return largest + Math.log(sum);
  }

  /// Takes tokens best first until they are enough, and draws one of them.
  @NoAllocation
  private int draw(float largest) {
    double total = 0;
    for (int id = 0; id < weights.length; id++) {
      weights[id] = Math.exp((logits[id] - largest) / sampling.temperature());
      total += weights[id];
    }
    heap.fill();
    int limit = sampling.topK() == 0 ? weights.length : Math.min(sampling.topK(), weights.length);
    double mass = 0;
    int count = 0;
    while (count < limit && mass < sampling.topP() * total) {
      double next = weights[heap.top()];
      if (count > 0 && (next < sampling.minP() || next == 0)) {
        break;
      }
      mass += next;
      heap.remove();
      count++;
    }
    return pick(count, random.nextDouble() * mass);
  }

  @NoAllocation
  private int pick(int count, double point) {
    double rest = point;
    for (int i = 0; i < count - 1; i++) {
      rest -= weights[heap.removed(i)];
      if (rest < 0) {
        return heap.removed(i);
      }
    }
    return heap.removed(count - 1);
  }
}
