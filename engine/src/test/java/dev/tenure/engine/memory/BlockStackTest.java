package dev.tenure.engine.memory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockStackTest {
  private final BlockStack stack = new BlockStack();
  private final List<Block> moved = new ArrayList<>();

  private List<Block> push(int count) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(Blocks.of(64));
      stack.push(blocks.get(i));
    }
    return blocks;
  }

  @Test
  void theBlockUsedLastIsUsedAgainFirst() {
    List<Block> blocks = push(20);
    for (Block expected : blocks.reversed()) {
      assertThat(stack.pop()).isSameAs(expected);
    }
    assertThat(stack.pop()).isNull();
  }

  @Test
  void theOnesUsedLastAreMovedInTheirOrder() {
    List<Block> blocks = push(20);
    BlockStack other = new BlockStack();
    Block own = Blocks.of(64);
    other.push(own);
    assertThat(stack.moveTo(other, 17)).isEqualTo(17);
    assertThat(stack.count()).isEqualTo(3);
    for (Block expected : blocks.subList(3, 20).reversed()) {
      assertThat(other.pop()).isSameAs(expected);
    }
    assertThat(other.pop()).isSameAs(own);
    assertThat(stack.pop()).isSameAs(blocks.get(2));
    assertThat(stack.moveTo(other, 17)).isEqualTo(2);
  }

  @Test
  void whatWasMovedWasUsed() {
    push(4);
    stack.moveIdle(moved);
    stack.moveTo(new BlockStack(), 3);
    push(3);
    stack.moveIdle(moved);
    assertThat(moved).hasSize(1);
  }

  @Test
  void theOldestAreMovedInTheirOrder() {
    List<Block> blocks = push(5);
    stack.moveOldest(3, moved);
    assertThat(moved).containsExactlyElementsOf(blocks.subList(0, 3));
    assertThat(stack.count()).isEqualTo(2);
    assertThat(stack.pop()).isSameAs(blocks.get(4));
    assertThat(stack.pop()).isSameAs(blocks.get(3));
  }

  @Test
  void noMoreAreMovedThanThereAre() {
    push(2);
    stack.moveOldest(Integer.MAX_VALUE, moved);
    assertThat(moved).hasSize(2);
    assertThat(stack.count()).isZero();
  }

  @Test
  void nothingIsIdleUntilOneRoundHasPassed() {
    push(3);
    stack.moveIdle(moved);
    assertThat(moved).isEmpty();
    stack.moveIdle(moved);
    assertThat(moved).hasSize(3);
  }

  @Test
  void whatWasUsedInTheRoundIsNotIdle() {
    List<Block> blocks = push(4);
    stack.moveIdle(moved);
    Block last = stack.pop();
    Block beforeLast = stack.pop();
    stack.push(requireNonNull(beforeLast));
    stack.push(requireNonNull(last));
    stack.moveIdle(moved);
    assertThat(moved).containsExactlyElementsOf(blocks.subList(0, 2));
    assertThat(stack.count()).isEqualTo(2);
  }
}
