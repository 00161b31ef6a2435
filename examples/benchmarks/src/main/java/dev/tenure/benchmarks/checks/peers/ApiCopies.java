package dev.tenure.benchmarks.checks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The API compiled once in each vocabulary.
final class ApiCopies {
  private final Path sources;
  private final Path work;
  private final Map<Vocabulary, Path> compiled = new EnumMap<>(Vocabulary.class);

  ApiCopies(Path sources, Path work) {
    this.sources = sources;
    this.work = work;
  }

  /// Returns the folder of class files for a vocabulary.
  Path in(Vocabulary vocabulary) throws IOException {
    Path known = compiled.get(vocabulary);
    if (known == null) {
      known = compile(vocabulary);
      compiled.put(vocabulary, known);
    }
    return known;
  }

  private Path compile(Vocabulary vocabulary) throws IOException {
    List<Path> originals = javaFiles();
    List<Path> copies;
    try (Attribution attribution = Attribution.of(originals, ClassPath.own())) {
      copies = translate(originals, attribution, vocabulary);
    }
    Path classes = Files.createDirectories(work.resolve("api-classes-" + vocabulary));
    Attribution.compile(copies, ClassPath.own(), classes);
    return classes;
  }

  private List<Path> translate(List<Path> originals, Attribution attribution, Vocabulary vocabulary)
      throws IOException {
    TrackedTypes tracked = new TrackedTypes(attribution.types(), Map.of());
    List<Path> copies = new ArrayList<>();
    for (int i = 0; i < originals.size(); i++) {
      Path copy = work.resolve("api-" + vocabulary).resolve(sources.relativize(originals.get(i)));
      Files.createDirectories(copy.getParent());
      Files.writeString(
          copy,
          Translation.of(
              Files.readString(originals.get(i)),
              attribution.units().get(i),
              attribution,
              vocabulary,
              tracked));
      copies.add(copy);
    }
    return copies;
  }

  private List<Path> javaFiles() throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .sorted()
          .toList();
    }
  }
}
