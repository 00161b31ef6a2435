package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random sequences of what one can do with a pool, on the pool and on the simplest model of it.
///
/// A sequence that fails is made shorter, step by step, until each step that is left is needed; the
/// failure names its seed and these steps.
class PoolModelTest {
  private static final int SEQUENCES = 20;
  private static final int STEPS = 80;
  private static final int MOST_ELEMENTS = 2000;

  /// A step's kind and a number, which is a size or a choice.
  private record Step(Kind kind, int number) {
    static Step random(RandomGenerator random) {
      Kind[] kinds = Kind.values();
      return new Step(kinds[random.nextInt(kinds.length)], 1 + random.nextInt(MOST_ELEMENTS));
    }
  }

  private enum Kind {
    RENT,
    RENT_UNINITIALIZED,
    RENT_IN_SCOPE,
    RENT_UNINITIALIZED_IN_SCOPE,
    CLOSE,
    CLOSE_ANOTHER,
    CLOSE_AGAIN,
    OPEN_SCOPE,
    CLOSE_SCOPE,
    PROMOTE,
    ADOPT,
    TRIM,
    RESET_STATISTICS
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void thePoolAgreesWithItsModelAfterEachStep(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < SEQUENCES; i++) {
      List<Step> steps = Stream.generate(() -> Step.random(random)).limit(STEPS).toList();
      Optional<AssertionError> failure = failure(steps);
      if (failure.isPresent()) {
        List<Step> shortest = shortened(steps);
        throw new AssertionError(
            "seed %d, sequence %d; the steps that fail: %s".formatted(seed, i, shortest),
            failure(shortest).orElse(failure.get()));
      }
    }
  }

  @Test
  void aModelThatDisagreesFails() {
    ModelledPool pool = new ModelledPool();
    pool.rent(8, true);
    pool.closeBehindTheModelsBack();

    assertThat(failure(pool::requireAgreement)).isPresent();
  }

  private static Optional<AssertionError> failure(List<Step> steps) {
    return failure(() -> {
      ModelledPool pool = new ModelledPool();
      for (Step step : steps) {
        take(step, pool);
        pool.requireAgreement();
      }
      pool.finish();
    });
  }

  private static Optional<AssertionError> failure(Runnable check) {
    try {
      check.run();
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      return Optional.of(new AssertionError("a step threw", e));
    }
  }

  /// Leaves out each step without which the sequence still fails.
  private static List<Step> shortened(List<Step> failing) {
    List<Step> steps = new ArrayList<>(failing);
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.remove(i);
      if (failure(steps).isEmpty()) {
        steps.add(i, step);
      }
    }
    return steps;
  }

  private static void take(Step step, ModelledPool pool) {
    switch (step.kind()) {
      case RENT -> pool.rent(step.number(), true);
      case RENT_UNINITIALIZED -> pool.rent(step.number(), false);
      case RENT_IN_SCOPE -> pool.rentInScope(step.number(), true);
      case RENT_UNINITIALIZED_IN_SCOPE -> pool.rentInScope(step.number(), false);
      case CLOSE, CLOSE_ANOTHER -> pool.close(step.number());
      case CLOSE_AGAIN -> pool.closeAgain(step.number());
      case OPEN_SCOPE -> pool.openScope();
      case CLOSE_SCOPE -> pool.closeScope();
      case PROMOTE -> pool.promote(step.number());
      case ADOPT -> pool.adopt(step.number());
      case TRIM -> pool.trim();
      case RESET_STATISTICS -> pool.resetStatistics();
    }
  }
}
