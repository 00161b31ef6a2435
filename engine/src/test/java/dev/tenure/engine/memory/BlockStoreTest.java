package dev.tenure.engine.memory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.SizeClassStatistics;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockStoreTest {
  private static final long LIMIT = 1 << 20;
  private static final long IDLE = 1000;

  private final BlockStore store = new BlockStore(LIMIT, IDLE, 0);

  private Block rent(long bytes) {
    int sizeClass = SizeClass.indexOf(bytes);
    Block now = store.takeNow(sizeClass);
    if (now != null) {
      return now;
    }
    Block used = store.takeOrReserve(Shape.of((int) (bytes / 4)), sizeClass);
    return used == null ? Blocks.of(bytes) : used;
  }

  private PoolStatistics now() {
    return store.statistics(0);
  }

  private static void onAnotherThread(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work);
    thread.start();
    thread.join();
  }

  @Test
  void aBlockComesBackToTheThreadThatReturnedIt() {
    Block block = rent(4096);
    store.giveBack(block);
    assertThat(rent(4096)).isSameAs(block);
  }

  @Test
  void manyBlocksComeBackTogetherAlsoMoreThanAStripeKeeps() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 3 * Stripe.MOST_OF_A_CLASS; i++) {
      blocks.add(rent(4096));
    }
    Iterator<Block> next = blocks.iterator();
    store.giveBackAll(() -> next.hasNext() ? next.next() : null);
    assertThat(now().outstanding()).isZero();
    assertThat(now().pooledBytes()).isEqualTo(3L * Stripe.MOST_OF_A_CLASS * 4096);
    for (int i = 0; i < 3 * Stripe.MOST_OF_A_CLASS; i++) {
      assertThat(blocks).contains(rent(4096));
    }
  }

  @Test
  void whatAThreadLeftBehindServesOthers() throws InterruptedException {
    List<Block> left = new ArrayList<>();
    onAnotherThread(() -> {
      for (int i = 0; i < 8; i++) {
        left.add(rent(4096));
      }
      left.forEach(store::giveBack);
    });
    for (int i = 0; i < 8; i++) {
      assertThat(left).contains(rent(4096));
    }
    assertThat(now().misses()).isEqualTo(8);
  }

  @Test
  void whatAnotherThreadLeftMakesRoomForAnotherSize() throws InterruptedException {
    onAnotherThread(() -> store.giveBack(rent(LIMIT)));
    assertThat(now().pooledBytes()).isEqualTo(LIMIT);
    Block small = rent(64);
    assertThat(now().liveBytes()).isEqualTo(64);
    assertThat(now().pooledBytes()).isZero();
    store.giveBack(small);
  }

  @Test
  void allOfTheLimitCanBeLiveAndNotAByteMore() {
    Block all = rent(LIMIT);
    assertThatExceptionOfType(MemoryLimitException.class).isThrownBy(() -> rent(1));
    store.giveBack(all);
    assertThat(rent(1).bytes()).isEqualTo(64);
  }

  @Test
  void whatAStripeHasNoRoomForWaitsAllTheSame() {
    List<Block> many = new ArrayList<>();
    for (int i = 0; i < 5 * Stripe.MOST_OF_A_CLASS; i++) {
      many.add(rent(64));
    }
    many.forEach(store::giveBack);
    assertThat(now().pooledBytes()).isEqualTo(64L * many.size());
    for (int i = 0; i < many.size(); i++) {
      rent(64);
    }
    assertThat(now().hits()).isEqualTo(many.size());
    assertThat(now().pooledBytes()).isZero();
  }

  @Test
  void whatWasReservedAndNotFoundIsNotCounted() {
    int sizeClass = SizeClass.indexOf(4096);
    assertThat(store.takeOrReserve(Shape.of(1024), sizeClass)).isNull();
    store.failed(sizeClass);
    assertThat(now().rents()).isZero();
    assertThat(now().liveBytes()).isZero();
    assertThat(now().pooledBytes()).isZero();
  }

  @Test
  void blocksThatNobodyUsedForARoundAreGivenBack() {
    Block block = rent(4096);
    store.giveBack(block);
    store.giveBackIdle(IDLE);
    assertThat(now().pooledBytes()).isEqualTo(4096);
    store.giveBackIdle(2 * IDLE - 1);
    assertThat(now().pooledBytes()).isEqualTo(4096);
    store.giveBackIdle(2 * IDLE);
    assertThat(now().pooledBytes()).isZero();
  }

  @Test
  void blocksInUseAreKept() {
    Block often = rent(4096);
    Block once = rent(4096);
    store.giveBack(once);
    store.giveBack(often);
    store.giveBackIdle(IDLE);
    store.giveBack(requireNonNull(store.takeNow(SizeClass.indexOf(4096))));
    store.giveBackIdle(2 * IDLE);
    assertThat(now().pooledBytes()).isEqualTo(4096);
    assertThat(rent(4096)).isSameAs(often);
  }

  @Test
  void rentsAreCountedBySize() {
    store.giveBack(rent(64));
    store.giveBack(rent(64));
    store.giveBack(rent(1000));
    assertThat(store.bySizeClass())
        .containsExactly(new SizeClassStatistics(64, 1, 1), new SizeClassStatistics(1024, 0, 1));
    store.reset();
    assertThat(store.bySizeClass()).isEmpty();
  }

  @Test
  void thePeakStartsFromWhatIsLiveAtAReset() {
    Block small = rent(64);
    store.giveBack(rent(4096));
    assertThat(now().peakBytes()).isEqualTo(4160);
    store.reset();
    assertThat(now().peakBytes()).isEqualTo(64);
    store.giveBack(small);
    assertThat(now().peakBytes()).isEqualTo(64);
  }

  @Test
  void afterTheCloseNothingIsKept() {
    Block outstanding = rent(64);
    store.giveBack(rent(4096));
    assertThat(store.close()).isEqualTo(1);
    assertThat(now().pooledBytes()).isZero();
    store.giveBack(outstanding);
    assertThat(now().liveBytes() + now().pooledBytes()).isZero();
    assertThatIllegalStateException().isThrownBy(() -> rent(64));
    assertThat(store.close()).isEqualTo(-1);
  }
}
