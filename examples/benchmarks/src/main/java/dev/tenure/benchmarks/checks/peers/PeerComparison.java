package dev.tenure.benchmarks.checks.peers;

import dev.tenure.benchmarks.checks.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Asks our checks and their peers about every sample that the checks are tested with, and writes
/// what each finds.
public final class PeerComparison {
  private PeerComparison() {}

  /// Runs the comparison and writes its two pages.
  ///
  /// @param workplace where the samples are and the pages go
  /// @throws IOException if a file cannot be read or written
  public static void run(Workplace workplace) throws IOException {
    Path work = Files.createTempDirectory("tenure-peers");
    ApiCopies api = new ApiCopies(workplace.apiSources(), work);
    List<Tool> tools = Tool.all();
    List<Row> rows = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (SampleFile sample : SampleFile.readAll(workplace.samples())) {
      System.out.println("asking about " + sample.name());
      try (SampleRun run = new SampleRun(sample, api, work.resolve(sample.name()))) {
        rows.addAll(run.ask(tools));
        failures.addAll(run.failures());
      }
    }
    PeerPages pages = new PeerPages(tools, rows, failures);
    workplace.writePage("peers.md", pages.summary());
    workplace.writePage("peers-by-method.md", pages.listing());
  }
}
