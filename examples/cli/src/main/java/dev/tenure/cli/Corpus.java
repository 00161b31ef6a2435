package dev.tenure.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Sources to compile.
///
/// @param name what they are called in results
/// @param files the `.java` files, without a `module-info.java`, since there is only a class path
/// @param classPath what they compile against
record Corpus(String name, List<Path> files, List<Path> classPath) {
  private static final String OWN = "tenure-engine";

  Corpus {
    files = files.stream().filter(file -> !file.endsWith("module-info.java")).toList();
  }

  /// Returns the sources of a user.
  ///
  /// @param paths files, or folders that are searched
  /// @param classPath what they compile against; the API and the engine are always there
  static Corpus of(List<Path> paths, List<Path> classPath) throws IOException {
    List<Path> entries = new ArrayList<>(classPath);
    entries.addAll(OwnArtifacts.apiClassPath());
    Path name = paths.getFirst().toAbsolutePath().normalize().getFileName();
    return new Corpus(name == null ? "sources" : name.toString(), JavaSources.find(paths), entries);
  }

  /// Unpacks the engine's sources, which come with the program. What is generated from them is on
  /// its class path.
  ///
  /// @param folder where to
  static Corpus own(Path folder) throws IOException {
    URI sources = ownSources();
    if (sources.getScheme().equals("file")) {
      copy(Path.of(sources), folder);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(sources, Map.of())) {
        copy(jar.provider().getPath(sources), folder);
      }
    }
    return new Corpus(OWN, JavaSources.find(List.of(folder)), OwnArtifacts.programClassPath());
  }

  private static URI ownSources() {
    URL url = Corpus.class.getResource("corpus/" + OWN);
    if (url == null) {
      throw new IllegalStateException("the program was packed without its corpus");
    }
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the location of the corpus is no path", e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(from)) {
      sources = files.filter(Files::isRegularFile).toList();
    }
    for (Path source : sources) {
      Path target = to.resolve(from.relativize(source).toString());
      Files.createDirectories(target.resolveSibling(""));
      Files.copy(source, target);
    }
  }
}
