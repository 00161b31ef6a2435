package dev.tenure.engine.model;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Pooled;
import dev.tenure.memory.SharedTensor;
import dev.tenure.tensor.PooledTensor;

/// One conversation's hold on the pages of a [PromptPrefix], which keeps them in memory until it is
/// closed.
@Pooled
final class PrefixPins implements AutoCloseable {
  private final int length;

  /// By layer and page.
  private final PooledTensor[][] pages;

  private PrefixPins(int length, int layers, int pages) {
    this.length = length;
    this.pages = new PooledTensor[layers][pages];
  }

  /// The hold on nothing, of a conversation without a prefix.
  static PrefixPins none() {
    return new PrefixPins(0, 0, 0);
  }

  /// Pins every page.
  ///
  /// @param length how many positions there are up to the end of the last page's contents
  /// @param shared the pages, by layer and page
  /// @throws IllegalStateException if a page's owner was closed
  static PrefixPins of(int length, SharedTensor[][] shared) {
    PrefixPins pins = new PrefixPins(length, shared.length, shared[0].length);
    try {
      for (int layer = 0; layer < shared.length; layer++) {
        for (int page = 0; page < shared[layer].length; page++) {
          pins.pages[layer][page] = shared[layer][page].pin();
        }
      }
      return pins;
    } catch (Throwable e) {
      pins.close();
      throw e;
    }
  }

  /// How many positions come before those of the conversation.
  @NoAllocation
  int length() {
    return length;
  }

  /// How many pages of a layer there are: the last ones of those that so many positions take.
  @NoAllocation
  int pages() {
    return pages.length == 0 ? 0 : pages[0].length;
  }

  /// Returns a page, counted from the first one that there is.
  @Borrowed("this")
  PooledTensor page(int layer, int page) {
    return pages[layer][page];
  }

  /// Lets the pages go. A second call does nothing.
  @Override
  public void close() {
    for (PooledTensor[] layer : pages) {
      for (PooledTensor page : layer) {
        if (page != null) {
          page.close();
        }
      }
    }
  }
}
