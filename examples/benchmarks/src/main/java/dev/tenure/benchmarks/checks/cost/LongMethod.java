package dev.tenure.benchmarks.checks.cost;

/// Writes a class with one long method that rents, uses and closes tensors on branching paths.
final class LongMethod {
  /// As long as generated code gets.
  static final int STATEMENTS = 5_000;

  private static final int STATEMENTS_IN_A_BLOCK = 5;

  private LongMethod() {}

  static String source(int statements) {
    StringBuilder text =
        new StringBuilder(
            """
            import dev.tenure.memory.*;
            import dev.tenure.tensor.*;

            class LongMethod {
              void run(TensorPool pool, Shape shape, boolean flag) {
            """);
    for (int i = 0; i < statements / STATEMENTS_IN_A_BLOCK; i++) {
      text.append(
          """
              PooledTensor t%1$d = pool.rent(shape);
              if (flag) {
                t%1$d.fill(%1$d);
              }
              t%1$d.set(0, 1);
              t%1$d.close();
          """
              .formatted(i));
    }
    return text.append("  }\n}\n").toString();
  }
}
