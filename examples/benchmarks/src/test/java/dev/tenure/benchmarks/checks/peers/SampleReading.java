package dev.tenure.benchmarks.checks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads a sample from a text.
final class SampleReading {
  private SampleReading() {}

  static List<SampleUnit> units(Path folder, String name, String text) throws IOException {
    SampleFile sample = write(folder, name, text);
    try (Attribution attribution = Attribution.of(List.of(sample.path()), ClassPath.own())) {
      return UnitReader.read(sample, attribution);
    }
  }

  static String translated(Path folder, String text, Vocabulary vocabulary) throws IOException {
    SampleFile sample = write(folder, "Sample.java", text);
    try (Attribution attribution = Attribution.of(List.of(sample.path()), ClassPath.own())) {
      TrackedTypes tracked = new TrackedTypes(attribution.types(), sample.listed());
      return Translation.of(text, attribution.units().getFirst(), attribution, vocabulary, tracked);
    }
  }

  private static SampleFile write(Path folder, String name, String text) throws IOException {
    return SampleFile.of(Files.writeString(folder.resolve(name), text), text);
  }
}
