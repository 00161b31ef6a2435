package dev.tenure.engine.memory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreeBlocksTest {
  private final FreeBlocks free = new FreeBlocks();
  private final List<Block> moved = new ArrayList<>();

  @BeforeEach
  void addTwoSmallOnesAndALargeOne() {
    free.add(Blocks.of(64));
    free.add(Blocks.of(64));
    free.add(Blocks.of(4096));
  }

  @Test
  void aBlockIsFoundByItsClassOnly() {
    assertThat(free.take(SizeClass.indexOf(128))).isNull();
    assertThat(free.take(SizeClass.indexOf(4096))).isNotNull();
    assertThat(free.take(SizeClass.indexOf(4096))).isNull();
    assertThat(free.bytes()).isEqualTo(128);
    assertThat(free.count(SizeClass.indexOf(64))).isEqualTo(2);
  }

  @Test
  void theLargestMakeRoomFirstAndNoMoreThanNeeded() {
    free.moveLargest(1, moved);
    assertThat(moved).extracting(Block::bytes).containsExactly(4096L);
    free.moveLargest(64, moved);
    assertThat(free.bytes()).isEqualTo(64);
  }

  @Test
  void nothingIsMovedWhenNothingIsWanted() {
    free.moveLargest(0, moved);
    free.moveLargest(-64, moved);
    assertThat(moved).isEmpty();
  }

  @Test
  void everythingIsMovedWhenMoreIsWantedThanThereIs() {
    free.moveLargest(Long.MAX_VALUE, moved);
    assertThat(moved).hasSize(3);
    assertThat(free.bytes()).isZero();
  }

  @Test
  void someOfAClassAreMovedToOthers() {
    FreeBlocks others = new FreeBlocks();
    free.moveTo(others, SizeClass.indexOf(64), 1);
    free.moveTo(others, SizeClass.indexOf(128), 1);
    assertThat(free.bytes()).isEqualTo(4096 + 64);
    assertThat(others.bytes()).isEqualTo(64);
    assertThat(others.take(SizeClass.indexOf(64))).isNotNull();
  }

  @Test
  void allAreMovedToOthers() {
    FreeBlocks others = new FreeBlocks();
    free.moveAllTo(others);
    assertThat(free.bytes()).isZero();
    assertThat(others.bytes()).isEqualTo(4096 + 2 * 64);
    assertThat(others.count(SizeClass.indexOf(64))).isEqualTo(2);
  }

  @Test
  void someOfAClassAreMoved() {
    free.move(SizeClass.indexOf(64), 1, moved);
    assertThat(free.bytes()).isEqualTo(4096 + 64);
    free.move(SizeClass.indexOf(64), 7, moved);
    assertThat(moved).hasSize(2);
  }

  @Test
  void idleBlocksOfAllClassesAreMoved() {
    free.moveIdle(moved);
    free.add(requireNonNull(free.take(SizeClass.indexOf(4096))));
    free.moveIdle(moved);
    assertThat(moved).extracting(Block::bytes).containsExactly(64L, 64L);
    assertThat(free.bytes()).isEqualTo(4096);
  }
}
