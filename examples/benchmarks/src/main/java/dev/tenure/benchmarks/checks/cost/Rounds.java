package dev.tenure.benchmarks.checks.cost;

import java.util.List;

/// How often each setup compiles each code base.
///
/// @param all the rounds
/// @param ofPeer in how many of them the Resource Leak Checker, which takes many times longer, runs
public record Rounds(int all, int ofPeer) {
  private static final int ALL = 7;
  private static final int OF_PEER = 3;

  /// Checks the numbers.
  ///
  /// @param all the rounds, at least 1
  /// @param ofPeer in how many of them the peer runs, at least 1 and at most all
  /// @throws IllegalArgumentException if a number is out of its bounds
  public Rounds {
    if (all < 1 || ofPeer < 1 || ofPeer > all) {
      throw new IllegalArgumentException(
          "%d rounds, %d of them with the peer: both must be at least 1, the second at most the first"
              .formatted(all, ofPeer));
    }
  }

  /// Reads `--rounds N` and `--peer-rounds N`.
  ///
  /// @param arguments of the command line
  /// @return what they say, or 7 rounds, 3 of them with the peer
  /// @throws IllegalArgumentException for anything else
  public static Rounds of(List<String> arguments) {
    int all = ALL;
    int ofPeer = OF_PEER;
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      int number = Integer.parseInt(arguments.get(i + 1));
      switch (arguments.get(i)) {
        case "--rounds" -> all = number;
        case "--peer-rounds" -> ofPeer = number;
        default -> throw unknown(arguments.get(i));
      }
    }
    if (arguments.size() % 2 == 1) {
      throw unknown(arguments.getLast());
    }
    return new Rounds(all, Math.min(ofPeer, all));
  }

  boolean includes(int round, Setup setup) {
    return setup != Setup.RESOURCE_LEAK_CHECKER || round <= ofPeer;
  }

  private static IllegalArgumentException unknown(String argument) {
    return new IllegalArgumentException(
        "not understood: " + argument + "; say --rounds N or --peer-rounds N");
  }
}
