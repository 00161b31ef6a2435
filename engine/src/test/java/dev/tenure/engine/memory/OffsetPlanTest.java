package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.engine.memory.RentTrace.Rent;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetPlanTest {
  /// A trace of random rents, some of which leave.
  private static RentTrace random(long seed) {
    Random random = new Random(seed);
    List<Integer> events = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    int count = 1 + random.nextInt(40);
    int[] begin = new int[count];
    int[] end = new int[count];
    for (int rented = 0; rented < count || !open.isEmpty(); ) {
      if (rented < count && (open.isEmpty() || random.nextBoolean())) {
        begin[rented] = events.size();
        events.add(rented);
        if (random.nextInt(8) > 0) {
          open.add(rented);
        }
        rented++;
      } else {
        Collections.swap(open, random.nextInt(open.size()), open.size() - 1);
        int closed = open.removeLast();
        end[closed] = events.size();
        events.add(~closed);
      }
    }
    List<Rent> rents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Shape shape = Shape.of(1 + random.nextInt(2000));
      boolean leaves = end[i] == 0;
      int last = leaves ? events.size() : end[i];
      rents.add(new Rent(shape, RentTrace.bytesOf(shape), begin[i], last, leaves));
    }
    return new RentTrace(rents, events);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 2000, 3000})
  void whatIsAliveTogetherNeverOverlaps(int firstSeed) {
    for (int seed = firstSeed; seed < firstSeed + 100; seed++) {
      OffsetPlan plan = OffsetPlan.of(random(seed));
      List<Rent> rents = plan.trace().rents();
      for (int i = 0; i < rents.size(); i++) {
        for (int j = 0; j < i; j++) {
          assertThat(overlap(plan, i, j)).as("seed %d, rents %d and %d", seed, i, j).isFalse();
        }
      }
    }
  }

  private static boolean overlap(OffsetPlan plan, int one, int other) {
    Rent first = plan.trace().rents().get(one);
    Rent second = plan.trace().rents().get(other);
    if (first.leaves() || second.leaves() || !first.meets(second)) {
      return false;
    }
    return plan.offsets().get(one) < plan.offsets().get(other) + second.bytes()
        && plan.offsets().get(other) < plan.offsets().get(one) + first.bytes();
  }

  @Test
  void thePeakIsNeverBelowTheBoundAndCloseToItAsARule() {
    double sum = 0;
    for (int seed = 0; seed < 300; seed++) {
      OffsetPlan plan = OffsetPlan.of(random(seed));

      assertThat(plan.peakBytes()).isGreaterThanOrEqualTo(plan.lowerBoundBytes());
      sum += plan.lowerBoundBytes() == 0 ? 1 : (double) plan.peakBytes() / plan.lowerBoundBytes();
    }
    assertThat(sum / 300).isLessThan(1.1);
  }

  @Test
  void offsetsAreAlignedAndWhatLeavesHasNone() {
    for (int seed = 0; seed < 50; seed++) {
      OffsetPlan plan = OffsetPlan.of(random(seed));
      for (int i = 0; i < plan.offsets().size(); i++) {
        long offset = plan.offsets().get(i);
        if (plan.trace().rents().get(i).leaves()) {
          assertThat(offset).isEqualTo(-1);
        } else {
          assertThat(offset % SizeClass.ALIGNMENT).isZero();
        }
      }
    }
  }

  @Test
  void whatIsNeverAliveTogetherSharesItsMemory() {
    Shape shape = Shape.of(16);
    RentTrace trace =
        new RentTrace(
            List.of(new Rent(shape, 64, 0, 1, false), new Rent(shape, 64, 2, 3, false)),
            List.of(0, ~0, 1, ~1));

    OffsetPlan plan = OffsetPlan.of(trace);

    assertThat(plan.offsets()).containsExactly(0L, 0L);
    assertThat(plan.peakBytes()).isEqualTo(64);
    assertThat(plan.lowerBoundBytes()).isEqualTo(64);
    assertThat(plan.describe()).contains("64 bytes for 2 rents", "rent 1: [16], 64 bytes, at 0");
  }
}
