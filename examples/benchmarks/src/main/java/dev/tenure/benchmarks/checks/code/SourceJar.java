package dev.tenure.benchmarks.checks.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A library's sources, unpacked.
///
/// @param name artifact and version
/// @param folder where they are
/// @param files the Java files, without module descriptors and without those for single releases of
///   Java
public record SourceJar(String name, Path folder, List<Path> files) {
  private static final String SUFFIX = "-sources.jar";

  /// Copies the list.
  ///
  /// @param name artifact and version
  /// @param folder where they are
  /// @param files the Java files
  public SourceJar {
    files = List.copyOf(files);
  }

  /// Unpacks the jar of an artifact. A file that is not UTF-8 is taken for ISO 8859-1, and written
  /// as UTF-8.
  ///
  /// @param jars the folder of source jars
  /// @param artifact the artifact's name, without a version
  /// @return what was unpacked, beside the jar
  /// @throws IOException if there is no such jar, or it cannot be read
  public static SourceJar unpack(Path jars, String artifact) throws IOException {
    Path jar = find(jars, artifact);
    String name = jar.getFileName().toString().replace(SUFFIX, "");
    Path folder = jars.resolve(name);
    List<Path> files = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().filter(SourceJar::isSource).toList()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException(jar + " holds an entry outside of it: " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
          Files.writeString(file, decode(content.readAllBytes()));
        }
        files.add(file);
      }
    }
    return new SourceJar(name, folder, files.stream().sorted().toList());
  }

  /// Counts the lines of the files.
  ///
  /// @return the sum
  /// @throws IOException if a file cannot be read
  public long lines() throws IOException {
    long sum = 0;
    for (Path file : files) {
      sum += Files.readString(file).lines().count();
    }
    return sum;
  }

  private static Path find(Path jars, String artifact) throws IOException {
    try (Stream<Path> all = Files.list(jars)) {
      return all.filter(jar -> jar.getFileName().toString().matches(artifact + "-\\d.*" + SUFFIX))
          .findFirst()
          .orElseThrow(() -> new IOException("no sources of " + artifact + " in " + jars));
    }
  }

  private static boolean isSource(ZipEntry entry) {
    String name = entry.getName();
    return name.endsWith(".java")
        && !name.startsWith("META-INF/")
        && !name.endsWith("module-info.java");
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
