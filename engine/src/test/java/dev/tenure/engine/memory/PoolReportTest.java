package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.memory.LeakReport;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.SizeClassStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolReportTest {
  @Test
  void eachStatisticHasALineWithGroupedDigits() {
    assertThat(
            PoolReport.of(
                new PoolStatistics(4, 3, 1, 3, 1, 2, 64, 128, 1920, 1_048_576),
                List.of(new SizeClassStatistics(64, 3, 0), new SizeClassStatistics(131_072, 0, 1)),
                List.of(new LeakReport("app.Main.run(Main.java:7)", List.of(), 2, 8192, false))))
        .isEqualTo(
            """
            rents                       4
            returns                     3
            outstanding                 1
            hits                        3
            misses                      1
            hit rate                75.0%
            double closes               2
            live bytes                 64
            pooled bytes              128
            peak bytes              1,920
            limit bytes         1,048,576
            blocks of              64 bytes: 3 rents, 100.0% hits
            blocks of         131,072 bytes: 1 rents, 0.0% hits
            leaked 2 tensors, 8,192 bytes, rented at app.Main.run(Main.java:7)
            """);
  }
}
