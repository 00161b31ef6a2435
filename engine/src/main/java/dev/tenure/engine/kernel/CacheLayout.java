package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;

/// How keys and values lie in the pages of a cache.
///
/// A page is a tensor of [#pageFloats()] floats, whose memory holds the keys and values of so many
/// positions in one layer. The keys of a head lie with the positions side by side (`[width,
/// pageLength]`), so that the scores of many positions come from one row of vectors; the values lie
/// one position after the other (`[pageLength, width]`).
///
/// @param format how an element is held
/// @param heads the number of heads of keys, and of values
/// @param width the number of elements of a head; a multiple of 32 for [CacheFormat#Q8_0], and of 2
///   for [CacheFormat#F16]
/// @param pageLength the number of positions in a page, a multiple of 32
public record CacheLayout(CacheFormat format, int heads, int width, int pageLength) {
  private static final int LENGTH_UNIT = 32;

  /// Checks the sizes.
  ///
  /// @throws IllegalArgumentException if a size does not fit
  public CacheLayout {
    int unit =
        switch (format) {
          case F32 -> 1;
          case F16 -> 2;
          case Q8_0 -> CacheFormat.BLOCK;
        };
    if (heads < 1 || width < 1 || width % unit != 0) {
      throw new IllegalArgumentException(
          "a cache in %s needs heads whose width is a multiple of %d, not %d heads of %d"
              .formatted(format, unit, heads, width));
    }
    if (pageLength < 1 || pageLength % LENGTH_UNIT != 0) {
      throw new IllegalArgumentException(
          "the length of a page must be a multiple of %d, not %d"
              .formatted(LENGTH_UNIT, pageLength));
    }
  }

  /// Returns the size of a page.
  ///
  /// @return how many floats the tensor of a page has
  @NoAllocation
  public int pageFloats() {
    return Math.toIntExact(2L * heads * headBytes() / Float.BYTES);
  }

  /// Returns how many pages hold so many positions.
  ///
  /// @param positions the number of positions
  /// @return the number of pages
  @NoAllocation
  public int pages(int positions) {
    return (positions + pageLength - 1) / pageLength;
  }

  /// The bytes of the keys, or the values, of one head in a page.
  @NoAllocation
  long headBytes() {
    return pageLength * format.bytes(width);
  }

  @NoAllocation
  long keys(long page, int head) {
    return page + head * headBytes();
  }

  @NoAllocation
  long values(long page, int head) {
    return page + (heads + head) * headBytes();
  }
}
