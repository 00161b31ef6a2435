package dev.tenure.engine.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// In which order a vocabulary's pairs are joined: that in which they were learned. Immutable.
final class MergeRanks implements PairMerger.Ranking {
  /// By the two symbols with a space between, which no symbol has: a space is spelled otherwise.
  private final Map<String, Integer> ranks;

  private MergeRanks(Map<String, Integer> ranks) {
    this.ranks = ranks;
  }

  /// Ranks pairs by their places in a list.
  ///
  /// @param pairs two symbols with a space between; of equal pairs the first counts
  static MergeRanks of(List<String> pairs) {
    Map<String, Integer> ranks = HashMap.newHashMap(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      ranks.putIfAbsent(pairs.get(i), i);
    }
    return new MergeRanks(ranks);
  }

  int size() {
    return ranks.size();
  }

  @Override
  public double rank(String left, String right) {
    @Nullable Integer rank = ranks.get(left + ' ' + right);
    return rank == null ? Double.NaN : rank;
  }
}
