package dev.tenure.cli;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// How long something runs before it is measured: until the JIT is done with it.
///
/// @param rounds how many rounds at least
/// @param seconds for how long the JIT compiled next to nothing before that
/// @param settled what holds then
record WarmUp(int rounds, double seconds, BooleanSupplier settled) {
  /// Less than this, in milliseconds, is next to nothing.
  private static final long LITTLE = 20;

  /// It never takes longer than this: then other programs have the processors.
  private static final double MOST_SECONDS = 20;

  /// Nothing where the JIT is switched off.
  private static final @Nullable CompilationMXBean JIT = ManagementFactory.getCompilationMXBean();

  /// Returns a warm-up after which nothing else has to hold.
  static WarmUp of(int rounds, double seconds) {
    return new WarmUp(rounds, seconds, () -> true);
  }

  /// Runs rounds.
  void run(Runnable round) {
    long start = System.nanoTime();
    long quietSince = start;
    long compiled = compilationTime();
    for (int done = 0; done < rounds || !isOver(start, quietSince); done++) {
      round.run();
      if (compilationTime() - compiled >= LITTLE) {
        compiled = compilationTime();
        quietSince = System.nanoTime();
      }
    }
  }

  private boolean isOver(long start, long quietSince) {
    long now = System.nanoTime();
    return (now - quietSince >= seconds * 1e9 && settled.getAsBoolean())
        || now - start >= MOST_SECONDS * 1e9;
  }

  private static long compilationTime() {
    return JIT == null ? 0 : JIT.getTotalCompilationTime();
  }
}
