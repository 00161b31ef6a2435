package dev.tenure.engine.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Byte-pair encoding: joins neighbouring symbols, best pair first, until none can be joined.
///
/// [Sennrich, Haddow and Birch](https://arxiv.org/abs/1508.07909). Of equal pairs the leftmost is
/// joined first. The symbols form a linked list and the candidates a queue, so that a text of n
/// symbols takes `n log n` steps.
final class PairMerger {
  /// Says how good a pair is.
  @FunctionalInterface
  interface Ranking {
    /// Returns the rank of joining two symbols, lower is better, or NaN if they are not joined.
    double rank(String left, String right);
  }

  private final Ranking ranking;

  PairMerger(Ranking ranking) {
    this.ranking = ranking;
  }

  List<String> merge(List<String> symbols) {
    Symbols text = new Symbols(symbols);
    for (int i = 0; i + 1 < symbols.size(); i++) {
      text.offer(i);
    }
    text.mergeAll();
    return text.remaining();
  }

  private record Pair(double rank, int left, String joined) {}

  /// The symbols of a text while they are joined.
  private final class Symbols {
    private static final int NONE = -1;

    private final String[] symbols;
    private final int[] previous;
    private final int[] next;
    private final PriorityQueue<Pair> queue =
        new PriorityQueue<>(Comparator.comparingDouble(Pair::rank).thenComparingInt(Pair::left));

    Symbols(List<String> all) {
      symbols = all.toArray(String[]::new);
      previous = new int[symbols.length];
      next = new int[symbols.length];
      for (int i = 0; i < symbols.length; i++) {
        previous[i] = i - 1;
        next[i] = i + 1 == symbols.length ? NONE : i + 1;
      }
    }

    /// Queues the pair that begins at a symbol, if it can be joined.
    void offer(int left) {
      int right = left == NONE ? NONE : next[left];
      if (right == NONE) {
        return;
      }
      double rank = ranking.rank(symbols[left], symbols[right]);
      if (!Double.isNaN(rank)) {
        queue.add(new Pair(rank, left, symbols[left] + symbols[right]));
      }
    }

    void mergeAll() {
      for (Pair pair = queue.poll(); pair != null; pair = queue.poll()) {
        int left = pair.left;
        int right = next[left];
        boolean stale =
            symbols[left].isEmpty()
                || right == NONE
                || symbols[left].length() + symbols[right].length() != pair.joined.length();
        if (!stale) {
          join(left, right, pair.joined);
        }
      }
    }

    private void join(int left, int right, String joined) {
      symbols[left] = joined;
      symbols[right] = "";
      next[left] = next[right];
      if (next[right] != NONE) {
        previous[next[right]] = left;
      }
      next[right] = NONE;
      offer(previous[left]);
      offer(left);
    }

    List<String> remaining() {
      List<String> result = new ArrayList<>();
      for (String symbol : symbols) {
        if (!symbol.isEmpty()) {
          result.add(symbol);
        }
      }
      return result;
    }
  }
}
