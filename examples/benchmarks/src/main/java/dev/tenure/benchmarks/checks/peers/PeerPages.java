package dev.tenure.benchmarks.checks.peers;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.tenure.benchmarks.checks.Table;
import dev.tenure.benchmarks.checks.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Writes what the tools found.
final class PeerPages {
  private final List<Tool> tools;
  private final List<Row> rows;
  private final List<String> failures;

  PeerPages(List<Tool> tools, List<Row> rows, List<String> failures) {
    this.tools = List.copyOf(tools);
    this.rows = List.copyOf(rows);
    this.failures = List.copyOf(failures);
  }

  /// Returns the page with the totals.
  String summary() {
    return """
    # What each tool finds

    Written by `examples/benchmarks/run peers`. %s

    ## In total

    %s
    ## Where every tool has words for the sample

    %s
    ## By construct: found of must-flag

    %s
    ## By construct: found on the marked line

    %s
    ## By construct: false alarms of must-stay-quiet

    %s
    ## Settings

    %s

    ## No answer

    %s
    """
        .formatted(
            Workplace.measuredOn(),
            totals(rows),
            totals(rows.stream().filter(Row::answeredByAll).toList()),
            byConstruct(Score::found),
            byConstruct(Score::foundOnLine),
            byConstruct(Score::falseAlarms),
            settings(),
            failures.isEmpty() ? "Every tool answered on every sample." : bullets(failures));
  }

  /// Returns the page with one line for each unit.
  String listing() {
    Table table = new Table(heads("sample", "line", "must be"));
    for (Row row : rows) {
      List<String> cells = new ArrayList<>();
      cells.add(row.construct() + "." + row.unit().name());
      cells.add(String.valueOf(row.unit().firstLine()));
      cells.add(row.unit().mustFlag() ? "flagged" : "quiet");
      tools.forEach(tool -> cells.add(cell(row, tool.name())));
      table.add(cells);
    }
    return "# What each tool says of each method\n\nWritten by `examples/benchmarks/run peers`. "
        + "A number in brackets is the line that the tool reports.\n\n"
        + table;
  }

  private static String cell(Row row, String tool) {
    Verdict verdict = row.verdicts().getOrDefault(tool, Verdict.FAILED);
    if (verdict != Verdict.FOUND && verdict != Verdict.FALSE_ALARM) {
      return verdict.text();
    }
    return row.reports().getOrDefault(tool, List.of()).stream()
        .map(report -> report.rule() + " (" + report.line() + ")")
        .distinct()
        .collect(joining(", ", verdict.text() + ": ", ""));
  }

  private String totals(List<Row> counted) {
    Table table =
        new Table(
            List.of(
                "tool",
                "found",
                "on the marked line",
                "false alarms",
                "cannot express",
                "no answer"));
    for (Tool tool : tools) {
      Score score = Score.of(counted, tool.name());
      table.add(
          List.of(
              tool.name(),
              score.found(),
              score.foundOnLine(),
              score.falseAlarms(),
              String.valueOf(score.count(Verdict.CANNOT_EXPRESS)),
              String.valueOf(score.count(Verdict.FAILED))));
    }
    return table.toString();
  }

  private String byConstruct(Function<Score, String> cell) {
    Map<String, List<Row>> groups =
        rows.stream().collect(groupingBy(Row::construct, TreeMap::new, toList()));
    Table table = new Table(heads("construct"));
    groups.forEach((construct, group) -> {
      List<String> cells = new ArrayList<>(List.of(construct));
      for (Tool tool : tools) {
        cells.add(cell.apply(Score.of(group, tool.name())));
      }
      table.add(cells);
    });
    return table.toString();
  }

  private List<String> heads(String... first) {
    return Stream.concat(Stream.of(first), tools.stream().map(Tool::name)).toList();
  }

  private String settings() {
    return bullets(tools.stream().map(tool -> tool.name() + ": " + tool.settings() + ".").toList());
  }

  private static String bullets(List<String> lines) {
    return lines.stream()
        .map(line -> "- " + line.lines().findFirst().orElse(""))
        .collect(joining("\n"));
  }
}
