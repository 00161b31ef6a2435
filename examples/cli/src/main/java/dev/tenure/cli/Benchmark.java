package dev.tenure.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/// What a subcommand of `bench` measures. Its fields hold the defaults where no command line set
/// them, so that all can run one after the other.
interface Benchmark {
  /// Checks the options.
  ///
  /// @throws UsageException if one makes no sense
  void requireSensibleOptions();

  /// Measures, and prints the figures for people.
  ///
  /// @param out where to
  /// @param quick whether a first impression is enough
  /// @return the figures for programs
  /// @throws IOException if a file cannot be read
  List<BenchReport.Result> measure(PrintWriter out, boolean quick) throws IOException;
}
