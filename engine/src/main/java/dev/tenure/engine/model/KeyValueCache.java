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
/// for the next positions. So do those before the window if the model has a sliding one: then the
/// pages go round in a ring. It belongs to the thread of that scope.
@Pooled
final class KeyValueCache implements AutoCloseable {
  private final TensorScope scope;
  private final CacheLayout layout;
  private final int window;
  private final Shape pageShape;

  /// By layer and page: what attention reads.
  private final PooledTensor[][] pages;

  /// Own pages that hold nothing, by layer.
  private final PooledTensor[][] spare;

  private int spares;

  /// How many pages of each layer the scope owns, spare ones included.
  private int own;

  /// The first page that is in place; where those of the prefix end, and where all of them end.
  private int first;

  private int sharedEnd;
  private int end;
  private PrefixPins prefix = PrefixPins.none();

  /// The first positions that are those of the prefix still.
  private int prefixLength;

  /// @param window how many positions a token sees, its own included
  /// @param capacity how many positions there may be
  KeyValueCache(TensorScope scope, CacheLayout layout, int layers, int window, int capacity) {
    this.scope = scope;
    this.layout = layout;
    this.window = window;
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
    int from = Math.max(shared, firstSeen(position));
    int needed = Math.min(layout.pages(position + tokens) - from, mostAtOnce(tokens));
    while (own < needed) {
      rent();
    }
  }

  /// Returns the first page that a token at a position sees something of.
  @NoAllocation
  private int firstSeen(int position) {
    return Math.max(0, position - window + 1) / layout.pageLength();
  }

  /// Returns how many pages the window of a token and those that are computed with it reach over,
  /// wherever they begin.
  @NoAllocation
  private int mostAtOnce(int tokens) {
    long positions = (long) window - 1 + Math.min(tokens, Decoder.CHUNK);
    return (int) Math.min(Integer.MAX_VALUE, (positions - 2) / layout.pageLength() + 2);
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
      if (spares == 0) {
        giveUpFirst(position);
      }
      useSpare(end);
      end++;
    }
  }

  /// Takes the first own page out of place, which must lie before the window of a token.
  @NoAllocation
  private void giveUpFirst(int position) {
    int page = Math.max(first, sharedEnd);
    if (page >= firstSeen(position)) {
      throw new IllegalStateException("no page was reserved for position %d".formatted(position));
    }
    putAside(page);
    first = page + 1;
  }

  @NoAllocation
  private void putAside(int page) {
    for (int layer = 0; layer < pages.length; layer++) {
      spare[layer][spares] = pages[layer][page];
    }
    spares++;
  }

  /// Nothing but the last page of a prefix is ever written to, since [#rewind] takes those after it
  /// out of place.
  @NoAllocation
  @SuppressWarnings("HotPathAllocation") // once for each continuation of a prefix
  private void copySharedPage(int page) {
    useSpare(page);
    for (int layer = 0; layer < pages.length; layer++) {
      pages[layer][page].copyFrom(prefix.page(layer, page - firstShared()));
    }
    sharedEnd = page;
  }

  /// Returns the first page that the prefix still has.
  @NoAllocation
  private int firstShared() {
    return layout.pages(prefix.length()) - prefix.pages();
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
  ///
  /// @throws IllegalStateException if what the next token sees is not there any more
  void rewind(int positions) {
    int kept = layout.pages(positions);
    if (positions > prefixLength) {
      requireSeen(positions, first);
      removeFrom(kept);
    } else {
      int firstKept = Math.min(kept, firstShared());
      requireSeen(positions, firstKept);
      removeFrom(0);
      usePrefix(firstKept, kept);
      prefixLength = positions;
    }
  }

  private void requireSeen(int position, int firstKept) {
    if (position > 0 && firstKept > firstSeen(position)) {
      throw new IllegalStateException(
          "cannot go back to %d: a token there sees %d positions, and those before %d are not kept"
              .formatted(position, window, firstKept * layout.pageLength()));
    }
  }

  private void usePrefix(int from, int to) {
    for (int layer = 0; layer < pages.length; layer++) {
      for (int page = from; page < to; page++) {
        pages[layer][page] = prefix.page(layer, page - from);
      }
    }
    first = from;
    sharedEnd = to;
    end = to;
  }

  private void removeFrom(int kept) {
    for (int page = Math.max(kept, Math.max(first, sharedEnd)); page < end; page++) {
      putAside(page);
    }
    end = Math.min(end, kept);
    sharedEnd = Math.min(sharedEnd, kept);
    first = Math.min(first, kept);
  }

  /// Hands all pages over that a token at a position sees something of, and the last one in any
  /// case, by layer and page, to who closes them. All of them must be its own, and the cache is of
  /// no use afterwards.
  ///
  /// @throws UnsupportedOperationException if the pool cannot share
  SharedTensor[][] share(TensorPool pool, int position) {
    int from = Math.min(firstSeen(position), end - 1);
    SharedTensor[][] shared = new SharedTensor[pages.length][end - from];
    try {
      for (int layer = 0; layer < pages.length; layer++) {
        for (int page = from; page < end; page++) {
          shared[layer][page - from] = share(pool, scope.promote(pages[layer][page]));
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

  /// The pages of a layer from position 0 on; those before the window may be any.
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
