package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random sequences of what one can do with a tree of budgets, on the tree and on the simplest
/// model of it: sums over all tensors, made anew for each question.
class BudgetModelTest {
  private static final int SEQUENCES = 60;
  private static final int STEPS = 120;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theTreeAgreesWithItsModelAfterEachStep(long seed) {
    Random random = new Random(seed);
    int refusals = 0;
    for (int i = 0; i < SEQUENCES; i++) {
      List<String> steps = new ArrayList<>();
      try (ModelledBudgets budgets = new ModelledBudgets()) {
        for (int step = 0; step < STEPS; step++) {
          steps.add(take(budgets, random));
          refusals += budgets.refusals();
          assertThat(budgets.usages())
              .as("seed %d, sequence %d, after %s", seed, i, steps)
              .isEqualTo(budgets.expectedUsages());
        }
      }
    }
    assertThat(refusals).as("the limits are met").isGreaterThan(SEQUENCES);
  }

  /// Takes a step, and says which.
  private static String take(ModelledBudgets budgets, Random random) {
    int which = random.nextInt(1_000);
    int size = 1 + random.nextInt(600);
    return switch (random.nextInt(10)) {
      case 0 -> "open " + budgets.open(which, 512L + 64L * size);
      case 1 -> "reserve " + budgets.reserve(which, 64 * (1L + size % 40));
      case 2 -> "close budget " + budgets.closeBudget(which);
      case 3, 4, 5 -> "close tensor " + budgets.closeTensor(which);
      default -> "rent " + budgets.rent(which, size);
    };
  }
}
