package dev.tenure.benchmarks.checks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A sample source and the types that are resources in it though nothing in it says so.
///
/// @param path where it is
/// @param text its source
/// @param listed the listed types, each with the method that ends it
record SampleFile(Path path, String text, Map<String, String> listed) {
  /// Leaks that our checks are known to miss. They carry no marker, since the tests pin the miss.
  private static final String KNOWN_LIMITS = "KnownLimits.java";

  /// Holds samples of what is done after an end. The tests do not ask it about leaks; these methods
  /// do leak.
  private static final String ENDED = "EndedQuiet.java";

  private static final Set<String> LEAKS_IN_ENDED =
      Set.of("lastRound", "firstRound", "continueBeforeClose", "correlatedOtherwise");

  /// The folders of samples that no other tool here has checks for.
  private static final Set<String> ABOUT_MEMORY = Set.of("memory", "allocation", "contract");

  /// Holds a leak that a test wants ignored, since nothing is listed there.
  private static final String WITHOUT_LISTED_TYPES = "UnlistedTypes.java";

  SampleFile {
    listed = Map.copyOf(listed);
  }

  /// Reads the samples in a folder and the folders below it, by name.
  static List<SampleFile> readAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith(WITHOUT_LISTED_TYPES))
              .sorted()
              .toList();
      List<SampleFile> samples = new ArrayList<>();
      for (Path source : sources) {
        samples.add(of(source, Files.readString(source)));
      }
      return samples;
    }
  }

  /// A sample that does not use our API is about what the JDK has to close.
  static SampleFile of(Path path, String text) {
    Map<String, String> listed =
        text.contains("import dev.tenure.")
            ? Map.of()
            : Map.of("java.lang.AutoCloseable", "close", "corpus.AssumedTypes.Handle", "dispose");
    return new SampleFile(path, text, listed);
  }

  String name() {
    return path.getFileName().toString();
  }

  /// Tells whether the sample is about more than who closes what, and when.
  boolean isAboutMemory() {
    Path folder = path.toAbsolutePath().getParent();
    return folder != null
        && (ABOUT_MEMORY.contains(String.valueOf(folder.getFileName()))
            || name().startsWith("HotPathAllocation"));
  }

  /// Tells whether a method leaks though no marker says so.
  boolean leaksUnmarked(String method) {
    return path.endsWith(KNOWN_LIMITS)
        ? !method.contains(".")
        : path.endsWith(ENDED) && LEAKS_IN_ENDED.contains(method);
  }
}
