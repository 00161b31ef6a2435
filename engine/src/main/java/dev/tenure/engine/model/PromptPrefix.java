package dev.tenure.engine.model;

import dev.tenure.annotations.Pooled;
import dev.tenure.engine.kernel.CacheFormat;
import dev.tenure.memory.SharedTensor;
import dev.tenure.memory.TensorPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The keys and values of the tokens that several conversations begin with, such as a prompt of the
/// system: computed once, and held once.
///
/// It owns the pages of a cache of keys and values, which nobody writes to any more. A session that
/// [begins][DecoderSession#restart(PromptPrefix)] with it pins them ([SharedTensor]) instead of
/// computing its own; only the page in which the prefix ends is copied before the session writes to
/// it (copy on write). So the prefix may be closed while sessions use it: its memory goes back with
/// the last of them.
///
/// Immutable; any number of threads may use one.
@Pooled
public final class PromptPrefix implements AutoCloseable {
  private final Decoder decoder;
  private final CacheFormat format;
  private final int[] ids;

  /// By layer and page.
  private final SharedTensor[][] pages;

  /// How many owners the pages have, of which this is one while it is open.
  private final AtomicInteger owners;

  private final AtomicBoolean open = new AtomicBoolean(true);

  private PromptPrefix(
      Decoder decoder,
      CacheFormat format,
      int[] ids,
      @Pooled SharedTensor[][] pages,
      AtomicInteger owners) {
    this.decoder = decoder;
    this.format = format;
    this.ids = ids;
    this.pages = pages;
    this.owners = owners;
  }

  /// Reads tokens and keeps what was computed.
  ///
  /// @param decoder the model; not closed
  /// @param pool where the pages are rented; not closed, and must outlive the prefix and every
  ///   session that uses it
  /// @param format how keys and values are held
  /// @param ids the tokens, at least one and at most the model's context length
  /// @param threads how many threads compute
  /// @return a prefix that the caller closes, on any thread
  /// @throws IllegalArgumentException if there are no tokens, or too many for the model
  /// @throws IndexOutOfBoundsException if an id is not in the vocabulary
  /// @throws dev.tenure.memory.MemoryLimitException if the pool's limit is too small
  /// @throws UnsupportedOperationException if the pool cannot share tensors
  public static PromptPrefix open(
      Decoder decoder, TensorPool pool, CacheFormat format, int[] ids, int threads) {
    if (ids.length == 0) {
      throw new IllegalArgumentException("the prefix has no tokens");
    }
    int[] kept = ids.clone();
    try (DecoderState state = DecoderState.open(decoder, pool, format, kept.length, threads)) {
      new ScopedDecoder(pool, decoder).forward(state, kept, 1).close();
      return new PromptPrefix(decoder, format, kept, state.share(pool), new AtomicInteger(1));
    }
  }

  /// Returns one more owner of the same pages, for who begins sessions later.
  ///
  /// @return the same prefix with a close of its own, which the caller closes, on any thread
  /// @throws IllegalStateException if this was closed
  @Pooled
  public PromptPrefix retain() {
    requireOpen();
    owners.updateAndGet(PromptPrefix::withOneMore);
    return new PromptPrefix(decoder, format, ids, pages, owners);
  }

  private static int withOneMore(int owners) {
    if (owners == 0) {
      throw closed();
    }
    return Math.incrementExact(owners);
  }

  private void requireOpen() {
    if (!isOpen()) {
      throw closed();
    }
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the prefix was closed; no session can begin with it");
  }

  /// Returns how many tokens it has.
  ///
  /// @return the position at which a session goes on
  public int length() {
    return ids.length;
  }

  /// Returns the tokens.
  ///
  /// @return a copy
  public int[] ids() {
    return ids.clone();
  }

  /// Returns how keys and values are held.
  ///
  /// @return the format of every session that begins with this
  public CacheFormat format() {
    return format;
  }

  /// Tells whether sessions can still begin with it.
  ///
  /// @return whether it was not closed yet
  public boolean isOpen() {
    return open.get();
  }

  /// Checks that a session could begin with it.
  ///
  /// @param other the session's model
  /// @param otherFormat how the session holds keys and values
  /// @param capacity how many tokens the session may have
  /// @throws IllegalArgumentException if another decoder read it, keys and values are held in
  ///   another format, or it is longer than the context
  /// @throws IllegalStateException if it was closed
  public void requireFor(Decoder other, CacheFormat otherFormat, int capacity) {
    if (other != decoder) {
      throw new IllegalArgumentException("the prefix was read by another decoder");
    }
    if (otherFormat != format) {
      throw new IllegalArgumentException(
          "the prefix is held in %s, and the session's cache in %s".formatted(format, otherFormat));
    }
    if (ids.length > capacity) {
      throw new IllegalArgumentException(
          "a prefix of %d tokens does not fit into a context of %d"
              .formatted(ids.length, capacity));
    }
    requireOpen();
  }

  /// Pins the pages for a session.
  @Pooled
  PrefixPins pin() {
    return PrefixPins.of(ids.length, pages);
  }

  /// Gives this owner's part up: no session can begin with this any more, and the memory goes back
  /// with the last owner and the last session. A second call does nothing.
  @Override
  public void close() {
    if (open.compareAndSet(true, false) && owners.decrementAndGet() == 0) {
      KeyValueCache.closeAll(pages);
    }
  }
}
