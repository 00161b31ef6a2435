package dev.tenure.engine.memory;

import dev.tenure.memory.LeakReport;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.SizeClassStatistics;
import java.util.List;
import java.util.Locale;

/// Describes a pool for people.
final class PoolReport {
  private PoolReport() {}

  static String of(
      PoolStatistics statistics, List<SizeClassStatistics> sizeClasses, List<LeakReport> leaks) {
    StringBuilder text = new StringBuilder(totals(statistics));
    for (SizeClassStatistics sizeClass : sizeClasses) {
      text.append(
          String.format(
              Locale.ROOT,
              "blocks of %,15d bytes: %,d rents, %.1f%% hits\n",
              sizeClass.blockBytes(),
              sizeClass.rents(),
              100 * sizeClass.hitRate()));
    }
    for (LeakReport leak : leaks) {
      text.append(
          String.format(
              Locale.ROOT,
              "leaked %,d tensors, %,d bytes, rented at %s\n",
              leak.count(),
              leak.bytes(),
              leak.site()));
    }
    return text.toString();
  }

  private static String totals(PoolStatistics statistics) {
    return String.format(
        Locale.ROOT,
        """
        rents         %,15d
        returns       %,15d
        outstanding   %,15d
        hits          %,15d
        misses        %,15d
        hit rate      %,14.1f%%
        double closes %,15d
        live bytes    %,15d
        pooled bytes  %,15d
        peak bytes    %,15d
        limit bytes   %,15d
        """,
        statistics.rents(),
        statistics.returns(),
        statistics.outstanding(),
        statistics.hits(),
        statistics.misses(),
        100 * statistics.hitRate(),
        statistics.doubleCloses(),
        statistics.liveBytes(),
        statistics.pooledBytes(),
        statistics.peakBytes(),
        statistics.limitBytes());
  }
}
