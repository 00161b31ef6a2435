package dev.tenure.cli;

import dev.tenure.engine.embed.SentenceEncoder;
import dev.tenure.memory.TensorPool;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

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

  private static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the location of " + type + " is no path", e);
    }
  }
}
