package dev.tenure.cli;

import dev.tenure.engine.embed.SentenceEncoder;
import dev.tenure.memory.TensorPool;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Where this program's own artifacts are, for the compilations that it runs.
final class OwnArtifacts {
  /// The processors that run before the checks, by name: they are never called from here.
  static final List<String> ANNOTATION_PROCESSORS =
      List.of("dev.tenure.processor.ScopedForwardProcessor");

  private OwnArtifacts() {}

  /// Returns the API and the engine, as they run in this program.
  static List<Path> apiClassPath() {
    return List.of(locationOf(TensorPool.class), locationOf(SentenceEncoder.class));
  }

  /// Returns everything that this program runs on, the checks and Error Prone among it.
  static List<Path> programClassPath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .map(Path::of)
        .toList();
  }

  private static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the location of " + type + " is no path", e);
    }
  }
}
