package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.engine.storage.NativeTensor;
import dev.tenure.memory.ArenaMark;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorArena;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TouchHint;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeTensorArenaTest {
  private static final Shape FOUR = Shape.of(4);

  private final TensorPool pool = TensorPool.withLimit(1 << 20);
  private final TensorArena arena = pool.openArena(1024);

  @AfterEach
  void closeAll() {
    arena.close();
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
  }

  private static long addressOf(Tensor tensor) {
    return ((NativeTensor) tensor).address();
  }

  private static void assertStale(Tensor tensor) {
    assertThatExceptionOfType(ClosedTensorException.class)
        .isThrownBy(() -> tensor.get(0))
        .withMessageContaining("reset");
  }

  @Test
  void tensorsLieBehindEachOtherOnCacheLines() {
    Tensor first = arena.rent(Shape.of(17));
    Tensor second = arena.rentUninitialized(FOUR);
    assertThat(addressOf(first) % 64).isZero();
    assertThat(addressOf(second)).isEqualTo(addressOf(first) + 128);
    assertThat(arena.usedBytes()).isEqualTo(192);
    assertThat(pool.statistics().rents()).isEqualTo(1);
  }

  @Test
  void theArenaIsBoundedToTheByte() {
    assertThat(arena.capacityBytes()).isEqualTo(1024);
    Tensor all = arena.rent(Shape.of(16, 16));
    assertThatExceptionOfType(MemoryLimitException.class)
        .isThrownBy(() -> arena.rent(Shape.of(1)))
        .withMessageContaining("0 of the arena's 1,024 bytes are left");
    assertThatExceptionOfType(MemoryLimitException.class)
        .isThrownBy(() -> arena.rent(Shape.of(1 << 30, 1 << 30, 4)));
    assertThat(arena.rent(Shape.of(0, 3)).toArray()).isEmpty();
    assertThat(all.toArray()).hasSize(256).containsOnly(0);
  }

  @Test
  void aResetEndsWhatCameAfterTheMarkAndNothingElse() {
    Tensor before = arena.rent(FOUR);
    before.fill(1);
    ArenaMark mark = arena.mark();
    Tensor after = arena.rent(FOUR);
    Tensor view = after.slice(0, 2);
    after.fill(2);
    arena.reset(mark);
    assertStale(after);
    assertStale(view);
    Tensor again = arena.rent(FOUR);
    assertThat(again.toArray()).containsOnly(0);
    assertThat(before.toArray()).containsOnly(1);
    assertStale(after);
    assertThat(arena.usedBytes()).isEqualTo(128).isEqualTo(arena.peakBytes());
    assertThat(mark.usedBytes()).isEqualTo(64);
  }

  @Test
  void aMarkServesAgainAndAgain() {
    ArenaMark mark = arena.mark();
    for (int round = 0; round < 100; round++) {
      Tensor tensor = arena.rent(Shape.of(200));
      arena.reset(mark);
      assertStale(tensor);
    }
    assertThat(arena.usedBytes()).isZero();
  }

  @Test
  void marksNestAndTheOuterOneEndsTheInnerOnes() {
    ArenaMark outer = arena.mark();
    Tensor one = arena.rent(FOUR);
    ArenaMark inner = arena.mark();
    Tensor two = arena.rent(FOUR);
    arena.reset(inner);
    assertStale(two);
    assertThat(one.get(0)).isZero();
    arena.reset(outer);
    assertStale(one);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> arena.reset(inner))
        .withMessageContaining("stale");
    arena.reset(outer);
  }

  @Test
  void aFullResetEndsEverything() {
    Tensor tensor = arena.rent(FOUR);
    ArenaMark mark = arena.mark();
    arena.reset();
    assertStale(tensor);
    assertThatIllegalArgumentException().isThrownBy(() -> arena.reset(mark));
    assertThat(arena.usedBytes()).isZero();
  }

  @Test
  void aMarkOfAnotherArenaIsRefused() {
    try (TensorArena other = pool.openArena(64)) {
      ArenaMark mark = other.mark();
      assertThatIllegalArgumentException().isThrownBy(() -> arena.reset(mark));
    }
  }

  /// Compares with a list of what should be alive.
  @Test
  void randomRentsMarksAndResetsLeaveExactlyWhatTheyShould() {
    record Step(ArenaMark mark, int alive) {}
    SplittableRandom random = new SplittableRandom(7);
    ArrayDeque<Step> marks = new ArrayDeque<>();
    List<Tensor> alive = new ArrayList<>();
    List<Tensor> ended = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      switch (random.nextInt(3)) {
        case 0 -> marks.push(new Step(arena.mark(), alive.size()));
        case 1 -> {
          for (int pops = random.nextInt(3); pops > 0 && marks.size() > 1; pops--) {
            marks.pop();
          }
          if (!marks.isEmpty()) {
            Step step = marks.element();
            arena.reset(step.mark());
            List<Tensor> gone = alive.subList(step.alive(), alive.size());
            ended.addAll(gone);
            gone.clear();
          }
        }
        default -> {
          if (arena.usedBytes() < arena.capacityBytes()) {
            Tensor tensor = arena.rentUninitialized(Shape.of(1));
            tensor.set(0, alive.size());
            alive.add(tensor);
          }
        }
      }
      for (int a = 0; a < alive.size(); a++) {
        assertThat(alive.get(a).get(0)).isEqualTo(a);
      }
    }
    assertThat(ended).hasSizeGreaterThan(100).allSatisfy(NativeTensorArenaTest::assertStale);
  }

  @Test
  @SuppressWarnings({"UseAfterClose", "DoubleClose"}) // what is refused is what is tested
  void theCloseEndsEverythingAndGivesTheMemoryBack() {
    Tensor tensor = arena.rent(FOUR);
    ArenaMark mark = arena.mark();
    arena.close();
    assertThat(pool.statistics().liveBytes()).isZero();
    assertStale(tensor);
    assertThatIllegalStateException().isThrownBy(() -> arena.rent(FOUR));
    assertThatIllegalStateException().isThrownBy(() -> arena.reset(mark));
    assertThatIllegalStateException().isThrownBy(arena::mark);
  }

  @Test
  void sizesThatMakeNoSenseOrDoNotFitAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> pool.openArena(0));
    for (long bytes : new long[] {1 << 21, 1L << 50, Long.MAX_VALUE - 64}) {
      assertThatExceptionOfType(MemoryLimitException.class).isThrownBy(() -> pool.openArena(bytes));
    }
    assertThat(pool.statistics().outstanding()).isEqualTo(1);
  }

  @Test
  void touchingChangesNothing() {
    Tensor tensor = arena.rent(FOUR);
    tensor.fill(5);
    for (TouchHint hint : TouchHint.values()) {
      arena.touch(hint);
    }
    assertThat(tensor.toArray()).containsOnly(5);
  }

  @Test
  void anArenaIsRefusedToOtherThreadsUntilItIsHandedOver() throws Exception {
    Tensor mine = arena.rent(FOUR);
    OtherThread.assertRefused(() -> arena.rent(FOUR));
    OtherThread.assertRefused(arena::mark);
    OtherThread.assertRefused(arena::reset);
    OtherThread.assertRefused(arena::close);
    arena.handOver();
    long used =
        OtherThread.call(() -> {
          mine.fill(1);
          arena.rent(FOUR);
          long bytes = arena.usedBytes();
          arena.handOver();
          return bytes;
        });
    assertThat(used).isEqualTo(128);
    assertThat(arena.rent(FOUR).toArray()).containsOnly(0);
  }
}
