package dev.tenure.benchmarks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {
  @Test
  void alignsNumbersToTheRightAndEscapesBars() {
    Table table = new Table(List.of("tool", "found"));
    table.add(List.of("a|b", "3"));

    assertThat(table).hasToString("| tool | found |\n| --- | ---: |\n| a\\|b | 3 |\n");
  }

  @Test
  void refusesARowOfAnotherWidth() {
    Table table = new Table(List.of("tool", "found"));

    assertThatThrownBy(() -> table.add(List.of("one")))
        .hasMessage("a row of 1 cells in a table of 2 columns");
  }
}
