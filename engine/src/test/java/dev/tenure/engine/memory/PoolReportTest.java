package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.memory.PoolStatistics;
import org.junit.jupiter.api.Test;

class PoolReportTest {
  @Test
  void eachStatisticHasALineWithGroupedDigits() {
    assertThat(PoolReport.of(new PoolStatistics(4, 3, 1, 3, 1, 2, 64, 128, 1920, 1_048_576)))
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
            """);
  }
}
