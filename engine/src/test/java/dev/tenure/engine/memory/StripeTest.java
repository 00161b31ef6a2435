package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StripeTest {
  private static final int CLASS_OF_64 = SizeClass.indexOf(64);

  private final Stripe stripe = new Stripe(1 << 20);
  private final FreeBlocks moved = new FreeBlocks();

  @Test
  void onlyOneHoldsTheLock() {
    stripe.lock();
    assertThat(stripe.tryLock()).isFalse();
    stripe.unlock();
    stripe.lock();
    stripe.unlock();
  }

  @Test
  void aReturnedBlockIsRentedAgainAndBothAreCounted() {
    Block block = Blocks.of(64);
    assertThat(stripe.giveBack(block)).isTrue();
    assertThat(stripe.rent(CLASS_OF_64)).isSameAs(block);
    assertThat(stripe.account().outstanding()).isZero();
    assertThat(stripe.rent(CLASS_OF_64)).isNull();
  }

  @Test
  void afterManyRentsItAsksForThePoolToBeLookedAfter() {
    stripe.keep(Blocks.of(64));
    int rents = 0;
    for (Block next = stripe.rent(CLASS_OF_64); next != null; next = stripe.rent(CLASS_OF_64)) {
      stripe.keep(next);
      rents++;
    }
    assertThat(rents).isEqualTo(256);
    assertThat(stripe.rentAnyway(CLASS_OF_64)).isNotNull();
    stripe.keep(Blocks.of(64));
    stripe.lookedAfter();
    assertThat(stripe.rent(CLASS_OF_64)).isNotNull();
  }

  @Test
  void ofOneClassItKeepsAFewAndPutsHalfOfThemDown() {
    for (int i = 0; i < Stripe.MOST_OF_A_CLASS; i++) {
      assertThat(stripe.keep(Blocks.of(64))).isTrue();
    }
    Block more = Blocks.of(64);
    assertThat(stripe.keep(more)).isFalse();
    assertThat(stripe.keep(Blocks.of(128))).isTrue();
    assertThat(stripe.roomFor(more)).isZero();
    stripe.makeRoom(more, moved);
    assertThat(moved.count(CLASS_OF_64)).isEqualTo(Stripe.MOST_OF_A_CLASS / 2);
    assertThat(stripe.roomFor(more)).isEqualTo(Stripe.MOST_OF_A_CLASS / 2);
    assertThat(stripe.keep(more)).isTrue();
  }

  @Test
  void whatFillsItWithoutBeingInUseMakesRoomForWhatIs() {
    Block large = Blocks.of(1 << 20);
    stripe.keep(Blocks.of(64));
    assertThat(stripe.keep(large)).isFalse();
    stripe.makeRoom(large, moved);
    assertThat(moved.bytes()).isEqualTo(64);
    assertThat(stripe.roomFor(large)).isEqualTo(1);
    assertThat(stripe.keep(large)).isTrue();
  }

  @Test
  void nothingMovesForABlockThatItNeverHasRoomFor() {
    stripe.keep(Blocks.of(64));
    Block tooLarge = Blocks.of(2 << 20);
    assertThat(stripe.roomFor(tooLarge)).isZero();
    stripe.makeRoom(tooLarge, moved);
    assertThat(moved.bytes()).isZero();
    assertThat(stripe.free().bytes()).isEqualTo(64);
  }

  @Test
  void onceClosedItCountsReturnsAndKeepsNothing() {
    stripe.account().hit(SizeClass.indexOf(64));
    stripe.close();
    assertThat(stripe.giveBack(Blocks.of(64))).isFalse();
    assertThat(stripe.account().outstanding()).isZero();
    assertThat(stripe.rent(CLASS_OF_64)).isNull();
    assertThat(stripe.roomFor(Blocks.of(64))).isZero();
  }
}
