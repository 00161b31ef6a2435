package dev.tenure.benchmarks.checks;

import dev.tenure.benchmarks.checks.code.RealCode;
import dev.tenure.benchmarks.checks.cost.CompileCost;
import dev.tenure.benchmarks.checks.cost.Rounds;
import dev.tenure.benchmarks.checks.peers.PeerComparison;
import java.io.IOException;
import java.util.List;

/// Runs a comparison by name and rewrites its pages under `checks/docs/comparison`.
public final class Benchmarks {
  private Benchmarks() {}

  /// Starts the program.
  ///
  /// @param arguments the name of a comparison, then its own arguments
  /// @throws IOException if a file cannot be read or written, or a compilation fails
  /// @throws InterruptedException if the thread is interrupted while a compiler runs
  public static void main(String... arguments) throws IOException, InterruptedException {
    List<String> all = List.of(arguments);
    String name = all.isEmpty() ? "" : all.getFirst();
    List<String> rest = all.isEmpty() ? all : all.subList(1, all.size());
    Workplace workplace = Workplace.find();
    switch (name) {
      case "peers" -> PeerComparison.run(workplace);
      case "compile-cost" -> CompileCost.run(workplace, Rounds.of(rest));
      case "real-code" -> RealCode.run(workplace, rest);
      case "all" -> {
        PeerComparison.run(workplace);
        RealCode.run(workplace, List.of());
        CompileCost.run(workplace, Rounds.of(List.of()));
      }
      default -> {
        System.err.println(
            "name one of: peers, compile-cost [--rounds N] [--peer-rounds N], real-code [NAME…],"
                + " all");
        System.exit(2);
      }
    }
  }
}
