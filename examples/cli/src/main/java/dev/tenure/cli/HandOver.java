package dev.tenure.cli;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A queue of a few places between one thread that puts and one that takes, which spin while it is
/// full or empty. A place is free when there is nothing in it.
///
/// @param <T> what is handed over
final class HandOver<T> {
  private static final int PLACES = 32;

  /// After so many looks, the other thread may need this one's processor.
  private static final int SPINS = 1000;

  private static final long LONGEST_WAIT_NANOS = Duration.ofMinutes(1).toNanos();

  private final AtomicReferenceArray<@Nullable T> places = new AtomicReferenceArray<>(PLACES);

  /// Puts an item.
  ///
  /// @param number the item's number: 0 at first, and one more with each call
  void put(int number, T item) {
    int place = number % PLACES;
    awaitPlace(place, false);
    places.setRelease(place, item);
  }

  /// Takes an item.
  ///
  /// @param number the item's number: 0 at first, and one more with each call
  T take(int number) {
    int place = number % PLACES;
    awaitPlace(place, true);
    T item = Objects.requireNonNull(places.getPlain(place));
    places.setRelease(place, null);
    return item;
  }

  // A sleep would take longer than what is measured; nothing depends on the yield but its time.
  @SuppressWarnings("ThreadPriorityCheck")
  private void awaitPlace(int place, boolean taken) {
    long start = 0;
    for (int looks = 1; (places.getAcquire(place) != null) != taken; looks++) {
      if (looks % SPINS != 0) {
        Thread.onSpinWait();
        continue;
      }
      long now = System.nanoTime();
      start = start == 0 ? now : start;
      if (now - start > LONGEST_WAIT_NANOS) {
        throw new IllegalStateException("the other thread is gone");
      }
      Thread.yield();
    }
  }
}
