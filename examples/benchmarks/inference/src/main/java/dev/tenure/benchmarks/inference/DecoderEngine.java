package dev.tenure.benchmarks.inference;

/// A decoder under measurement.
interface DecoderEngine extends AutoCloseable {
  /// How fast one turn was, in tokens per second.
  ///
  /// @param prompt those of the prompt, up to the first one generated
  /// @param decode those generated
  record Speed(double prompt, double decode) {}

  /// Returns how many tokens a text has.
  int count(String prompt);

  /// Reads a prompt into an empty cache and generates greedily, past ends.
  ///
  /// @param prompt the text
  /// @param tokens how many to generate, at least 2
  Speed measure(String prompt, int tokens);

  @Override
  void close();
}
