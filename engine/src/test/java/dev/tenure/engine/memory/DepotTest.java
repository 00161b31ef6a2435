package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DepotTest {
  private static final int CLASS_OF_64 = SizeClass.indexOf(64);

  private final Depot depot = new Depot();
  private final Stripe stripe = new Stripe(1 << 20);

  private void fillStripe() {
    for (int i = 0; i < Stripe.MOST_OF_A_CLASS; i++) {
      stripe.keep(Blocks.of(64));
    }
  }

  @Test
  void ofAFullStripeItTakesHalfWithTheBlockThatDidNotFit() {
    fillStripe();
    assertThat(depot.take(Blocks.of(64), stripe)).isTrue();
    int left = stripe.free().count(CLASS_OF_64);
    assertThat(left).isEqualTo(Stripe.MOST_OF_A_CLASS / 2);
    assertThat(depot.refill(new Stripe(1 << 20), CLASS_OF_64, Integer.MAX_VALUE)).isNotNull();
    assertThat(depot.refill(new Stripe(1 << 20), CLASS_OF_64, Integer.MAX_VALUE)).isNull();
  }

  @Test
  void itHandsOutOneBlockAndFillsAStripeWithSomeMore() {
    fillStripe();
    depot.take(Blocks.of(64), stripe);
    Stripe other = new Stripe(1 << 20);
    assertThat(depot.refill(other, CLASS_OF_64, 10)).isNotNull();
    assertThat(other.free().count(CLASS_OF_64)).isEqualTo(9);
  }

  @Test
  void aStripeWithoutRoomGetsNoneOfThem() {
    Stripe small = new Stripe(64);
    small.keep(Blocks.of(64));
    depot.add(Blocks.of(64));
    depot.add(Blocks.of(64));
    assertThat(depot.refill(small, CLASS_OF_64, 2)).isNotNull();
    assertThat(small.free().count(CLASS_OF_64)).isEqualTo(1);
    assertThat(depot.refill(small, CLASS_OF_64, 2)).isNotNull();
    assertThat(depot.refill(small, CLASS_OF_64, 2)).isNull();
  }

  @Test
  void onceClosedItTakesNothing() {
    depot.close();
    assertThat(depot.take(Blocks.of(64), stripe)).isFalse();
    assertThat(depot.refill(stripe, CLASS_OF_64, 2)).isNull();
  }
}
