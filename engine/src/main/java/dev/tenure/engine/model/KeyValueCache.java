package dev.tenure.engine.model;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Pooled;
import dev.tenure.engine.kernel.CacheLayout;
import dev.tenure.memory.SharedTensor;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;

/// The keys and values of one conversation, in pages.
///
/// First come the pages of its prefix, if it has one. They are read only: where the conversation
/// goes on inside of one, that page is copied before it is written to (copy on write). The others
/// are the conversation's own; a scope owns them, and those that are given up by going back wait
/// for the next positions. It belongs to the thread of that scope.
@Pooled
final class KeyValueCache implements AutoCloseable {
  private final TensorScope scope;
  private final CacheLayout layout;
  private final Shape pageShape;

  /// By layer and page: what attention reads.
  private final PooledTensor[][] pages;

  /// Own pages that hold nothing, by layer.
  private final PooledTensor[][] spare;

  private int spares;

  /// How many pages of each layer the scope owns, spare ones included.
  private int own;

  /// Where the pages of the prefix end, and where all of them end that are in place.
  private int sharedEnd;

  private int end;
  private PrefixPins prefix = PrefixPins.none();

  /// The first positions that are those of the prefix still.
  private int prefixLength;

  KeyValueCache(TensorScope scope, CacheLayout layout, int layers, int capacity) {
    this.scope = scope;
    this.layout = layout;
    this.pageShape = Shape.of(layout.pageFloats());
    this.pages = new PooledTensor[layers][layout.pages(capacity)];
    this.spare = new PooledTensor[layers][layout.pages(capacity)];
  }

  /// Rents what it takes to hold so many more tokens.
  ///
  /// @throws dev.tenure.memory.MemoryLimitException if it does not fit into the pool
  @NoAllocation
  @SuppressWarnings("HotPathAllocation") // rents only what was not rented before
  void reserve(int position, int tokens) {
    int shared = Math.min(sharedEnd, position / layout.pageLength());
    while (own < layout.pages(position + tokens) - shared) {
      rent();
    }
  }

  private void rent() {
    int layer = 0;
    try {
      for (; layer < spare.length; layer++) {
        spare[layer][spares] = scope.rent(pageShape);
      }
    } catch (Throwable e) {
      while (layer > 0) {
        layer--;
        scope.promote(spare[layer][spares]).close();
      }
      throw e;
    }
    spares++;
    own++;
  }

  /// Puts pages in place that so many more tokens can be written to, out of what was
  /// [reserved][#reserve].
  @NoAllocation
  void prepare(int position, int tokens) {
    if (position < sharedEnd * layout.pageLength()) {
      copySharedPage(position / layout.pageLength());
    }
    int needed = layout.pages(position + tokens);
    while (end < needed) {
      useSpare(end);
      end++;
    }
  }

  /// Nothing but the last page of a prefix is ever written to, since [#rewind] takes those after it
  /// out of place.
  @NoAllocation
  @SuppressWarnings("HotPathAllocation") // once for each continuation of a prefix
  private void copySharedPage(int page) {
    useSpare(page);
    for (int layer = 0; layer < pages.length; layer++) {
      pages[layer][page].copyFrom(prefix.page(layer, page));
    }
    sharedEnd = page;
  }

  @NoAllocation
  private void useSpare(int page) {
    spares--;
    for (int layer = 0; layer < pages.length; layer++) {
      pages[layer][page] = spare[layer][spares];
    }
  }

  /// Begins again with the pages of a prefix in place.
  ///
  /// @param next the hold on the prefix, which ends the one on the prefix before
  void begin(@Pooled PrefixPins next) {
    removeFrom(0);
    PrefixPins last = prefix;
    prefix = next;
    last.close();
    prefixLength = next.length();
    rewind(prefixLength);
  }

  /// Takes what is not needed for the first positions out of place. Within the prefix the prefix's
  /// pages are in place again.
  void rewind(int positions) {
    int kept = layout.pages(positions);
    if (positions > prefixLength) {
      removeFrom(kept);
    } else {
      removeFrom(0);
      usePrefix(kept);
      prefixLength = positions;
    }
  }

  private void usePrefix(int kept) {
    for (int layer = 0; layer < pages.length; layer++) {
      for (int page = 0; page < kept; page++) {
        pages[layer][page] = prefix.page(layer, page);
      }
    }
    sharedEnd = kept;
    end = kept;
  }

  private void removeFrom(int kept) {
    for (int page = Math.max(kept, sharedEnd); page < end; page++) {
      for (int layer = 0; layer < pages.length; layer++) {
        spare[layer][spares] = pages[layer][page];
      }
      spares++;
    }
    end = Math.min(end, kept);
    sharedEnd = Math.min(sharedEnd, kept);
  }

  /// Hands all pages over, by layer and page, to who closes them. All of them must be its own, and
  /// the cache is of no use afterwards.
  ///
  /// @throws UnsupportedOperationException if the pool cannot share
  SharedTensor[][] share(TensorPool pool) {
    SharedTensor[][] shared = new SharedTensor[pages.length][end];
    try {
      for (int layer = 0; layer < pages.length; layer++) {
        for (int page = 0; page < end; page++) {
          shared[layer][page] = share(pool, scope.promote(pages[layer][page]));
        }
      }
      return shared;
    } catch (Throwable e) {
      closeAll(shared);
      throw e;
    }
  }

  private static SharedTensor share(TensorPool pool, @Pooled PooledTensor page) {
    try {
      return pool.share(page);
    } catch (Throwable e) {
      page.close();
      throw e;
    }
  }

  /// Closes shared pages, as far as there are any.
  static void closeAll(SharedTensor[][] shared) {
    for (SharedTensor[] layer : shared) {
      for (SharedTensor page : layer) {
        if (page != null) {
          page.close();
        }
      }
    }
  }

  @NoAllocation
  CacheLayout layout() {
    return layout;
  }

  /// The pages of a layer from position 0 on.
  @NoAllocation
  @Borrowed("this")
  PooledTensor[] pages(int layer) {
    return pages[layer];
  }

  /// Lets the prefix go. A second call does nothing. The scope closes the other pages.
  @Override
  public void close() {
    prefix.close();
  }
}
