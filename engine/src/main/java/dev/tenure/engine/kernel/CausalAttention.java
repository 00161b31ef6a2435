package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Tensor;

/// Attention of tokens to all positions up to their own, over a cache of keys and values in pages.
///
/// Several heads of queries may share a head of keys (Ainslie et al., arXiv:2305.13245). The
/// positions are gone through once, some at a time, with running maxima and sums (Milakov and
/// Gimelshein, arXiv:1805.02867; Dao et al., arXiv:2205.14135), so that no row of scores of the
/// full length is ever held.
public final class CausalAttention {
  private CausalAttention() {}

  /// Writes keys and values into a cache.
  ///
  /// @param layout how they lie in the pages
  /// @param pages the pages from position 0 on, each of [CacheLayout#pageFloats()] floats
  /// @param firstPosition the position of the first token
  /// @param keys `[tokens, heads · width]`
  /// @param values `[tokens, heads · width]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or there
  ///   are too few pages
  @NoAllocation
  public static void store(
      CacheLayout layout, Tensor[] pages, int firstPosition, Tensor keys, Tensor values) {
    int columns = layout.heads() * layout.width();
    int tokens = Guard.requireColumns("keys", keys, columns);
    Guard.requireMatrix("values", values, tokens, columns);
    requirePages(layout, pages, firstPosition, tokens);
    long k = Guard.address("keys", keys);
    long v = Guard.address("values", values);
    for (int token = 0; token < tokens; token++) {
      int position = firstPosition + token;
      long page = page(layout, pages[position / layout.pageLength()]);
      long offset = (long) token * columns * Float.BYTES;
      CacheWriter.write(layout, page, position % layout.pageLength(), k + offset, v + offset);
    }
  }

  /// Computes `softmax(scale · query · keysᵀ) · values` for each head, where a token sees all
  /// positions up to its own.
  ///
  /// @param workers the threads that compute it
  /// @param query `[tokens, queryHeads · width]`
  /// @param queryHeads the number of heads of the query, a multiple of the cache's
  /// @param layout how keys and values lie in the pages
  /// @param pages the pages from position 0 on; those of the tokens themselves are stored already
  /// @param firstPosition the position of the first token
  /// @param scale what scores are multiplied by, such as `1 / √width`
  /// @param output `[tokens, queryHeads · width]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, there are
  ///   too few pages, or the output overlaps with the query
  @NoAllocation
  public static void attend(
      Workers workers,
      Tensor query,
      int queryHeads,
      CacheLayout layout,
      Tensor[] pages,
      int firstPosition,
      float scale,
      @Overwrites Tensor output) {
    int window = Integer.MAX_VALUE;
    attend(workers, query, queryHeads, layout, pages, firstPosition, window, scale, output);
  }

  /// Computes `softmax(scale · query · keysᵀ) · values` for each head, where a token sees the last
  /// positions up to its own (Beltagy et al., arXiv:2004.05150).
  ///
  /// @param workers the threads that compute it
  /// @param query `[tokens, queryHeads · width]`
  /// @param queryHeads the number of heads of the query, a multiple of the cache's
  /// @param layout how keys and values lie in the pages
  /// @param pages the pages from position 0 on; those of the tokens themselves are stored already,
  ///   and those that end before the first token's window are not looked at
  /// @param firstPosition the position of the first token
  /// @param window how many positions a token sees, its own included: the token at position `p`
  ///   sees those from `p - window + 1` on
  /// @param scale what scores are multiplied by, such as `1 / √width`
  /// @param output `[tokens, queryHeads · width]`
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, there are
  ///   too few pages, the window is not positive, or the output overlaps with the query
  @NoAllocation
  public static void attend(
      Workers workers,
      Tensor query,
      int queryHeads,
      CacheLayout layout,
      Tensor[] pages,
      int firstPosition,
      int window,
      float scale,
      @Overwrites Tensor output) {
    if (window < 1) {
      throw new IllegalArgumentException("a window of %d positions".formatted(window));
    }
    if (queryHeads < 1 || queryHeads % layout.heads() != 0) {
      throw new IllegalArgumentException(
          "%d heads of queries cannot share %d heads of keys"
              .formatted(queryHeads, layout.heads()));
    }
    int tokens = Guard.requireColumns("query", query, queryHeads * layout.width());
    Guard.requireSameShape("output", output, query);
    Guard.requireDisjoint("output", output, "query", query);
    requirePages(layout, pages, firstPosition, tokens);
    long q = Guard.address("query", query);
    long y = Guard.address("output", output);
    workers.enter();
    try {
      workers.attention.run(
          workers, q, tokens, queryHeads, layout, pages, firstPosition, window, scale, y);
    } finally {
      workers.exit();
    }
  }

  @NoAllocation
  private static void requirePages(
      CacheLayout layout, Tensor[] pages, int firstPosition, int tokens) {
    if (firstPosition < 0 || firstPosition > (long) pages.length * layout.pageLength() - tokens) {
      throw new IllegalArgumentException(
          "%d pages of %d positions do not reach from position %d over %d tokens"
              .formatted(pages.length, layout.pageLength(), firstPosition, tokens));
    }
  }

  /// Returns where a page is.
  @NoAllocation
  static long page(CacheLayout layout, Tensor page) {
    long address = Guard.address("page", page);
    if (page.shape().elementCount() < layout.pageFloats()) {
      throw new IllegalArgumentException(
          "a page needs %d floats, and one has the shape %s"
              .formatted(layout.pageFloats(), page.shape()));
    }
    return address;
  }
}
