package dev.tenure.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The measuring that the benchmarks share.
class MeasuringTest {
  @Test
  void thingsAreMeasuredByTurns() {
    List<String> order = new ArrayList<>();
    Turns<String, Integer> turns =
        Turns.of(
            List.of("left", "right"),
            key -> {
              order.add(key);
              return order.size();
            });

    Map<String, List<Integer>> measured = turns.measure(3);

    assertThat(order).containsExactly("left", "right", "left", "right", "left", "right");
    assertThat(measured)
        .containsExactly(Map.entry("left", List.of(1, 3, 5)), Map.entry("right", List.of(2, 4, 6)));
  }

  @Test
  void theMedianIsInTheMiddle() {
    assertThat(Medians.median(List.of(9, 1, 5))).isEqualTo(5);
    assertThat(Medians.median(List.of(9.0, 1.0, 5.0, 7.0))).isEqualTo(6);
    assertThat(Medians.median(List.of(3L))).isEqualTo(3);
  }

  @Test
  void mediansAreFoundByNameAndWhatWasNotMeasuredIsNone() {
    Medians<String> medians = Medians.of(Map.of("ours", List.of(1.0), "peer", List.of(2.0)));

    assertThat(medians.of("ours")).isEqualTo(1);
    assertThat(medians.without("ours")).containsExactly(Map.entry("peer", 2.0));
    assertThatThrownBy(() -> medians.of("other")).hasMessageContaining("not measured: other");
  }

  @Test
  void aWarmUpHasAllItsRounds() {
    AtomicInteger rounds = new AtomicInteger();

    WarmUp.of(7, 0).run(rounds::incrementAndGet);

    assertThat(rounds).hasValue(7);
  }

  @Test
  void aWarmUpGoesOnUntilWhatHasToHoldHolds() {
    AtomicInteger rounds = new AtomicInteger();

    new WarmUp(1, 0, () -> rounds.get() == 12).run(rounds::incrementAndGet);

    assertThat(rounds).hasValue(12);
  }

  @Test
  void aStepIsRepeatedUntilHalfOfTheSliceIsFull() {
    List<Integer> calls = new ArrayList<>();
    Pace pace =
        new Pace(
            10e-6,
            steps -> {
              calls.add(steps);
              return 20 * steps;
            });

    assertThat(pace.nanosOfStep()).isEqualTo(20);
    assertThat(pace.nanosOfStep()).isEqualTo(20);

    assertThat(calls).containsExactly(64, 128, 256, 256);
  }

  @Test
  void threadsMeasureTogetherAndGiveTheirResultsInOrder() {
    try (Together threads = Together.of(3)) {
      HandOver<String> first = new HandOver<>();
      HandOver<String> second = new HandOver<>();
      List<Double> results =
          threads.all(
              List.of(
                  () -> first.take(0).length(),
                  () -> second.take(0).length(),
                  () -> {
                    second.put(0, "two");
                    first.put(0, "first");
                    return 0;
                  }));

      assertThat(results).containsExactly(5.0, 3.0, 0.0);
      assertThatThrownBy(() -> threads.all(List.of(() -> 0)))
          .hasMessage("1 measurements for 3 threads");
    }
  }

  @Test
  void whatAThreadThrowsIsNotLost() {
    try (Together threads = Together.of(2)) {
      assertThatThrownBy(() ->
              threads.same(() -> {
                throw new IllegalArgumentException("out of order");
              }))
          .hasRootCauseMessage("out of order");
    }
  }

  @Test
  void itemsAreHandedOverInTheirOrder() {
    int count = 1000;
    HandOver<Integer> queue = new HandOver<>();
    List<Integer> taken = new ArrayList<>();
    try (Together threads = Together.of(2)) {
      List<Double> unused =
          threads.all(
              List.of(
                  () -> {
                    for (int i = 0; i < count; i++) {
                      queue.put(i, i);
                    }
                    return 0;
                  },
                  () -> {
                    for (int i = 0; i < count; i++) {
                      taken.add(queue.take(i));
                    }
                    return 0;
                  }));
      assertThat(unused).hasSize(2);
    }

    assertThat(taken).hasSize(count).isSorted();
  }
}
