package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StripesTest {
  private final Stripes stripes = new Stripes(1 << 20);

  @Test
  void aThreadKeepsItsStripe() {
    Stripe first = stripes.lockOne();
    first.unlock();
    Stripe second = stripes.lockOne();
    second.unlock();
    assertThat(second).isSameAs(first);
  }

  @Test
  void whileAStripeIsInUseAnotherOneIsTaken() {
    Stripe held = stripes.lockOne();
    Stripe other = stripes.lockOne();
    assertThat(other).isNotSameAs(held);
    held.unlock();
    other.unlock();
  }

  @Test
  void eachStripeIsVisitedOnceAndLockedMeanwhile() {
    Set<Stripe> visited = new HashSet<>();
    stripes.each(stripe -> {
      assertThat(stripe.tryLock()).isFalse();
      assertThat(visited.add(stripe)).isTrue();
    });
    assertThat(visited).hasSizeGreaterThanOrEqualTo(4);
    visited.forEach(stripe -> assertThat(stripe.tryLock()).isTrue());
  }

  @Test
  void allAreLockedWhileTheyAreReadTogether() {
    List<Stripe> all = new ArrayList<>();
    stripes.each(all::add);
    stripes.eachAtOnce(
        stripe -> assertThat(all).allSatisfy(other -> assertThat(other.tryLock()).isFalse()));
    assertThat(all).allSatisfy(stripe -> assertThat(stripe.tryLock()).isTrue());
  }
}
