package dev.tenure.benchmarks.checks.cost;

import dev.tenure.benchmarks.checks.code.SourceJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Sources to compile, and which of their types are resources.
///
/// @param name what they are
/// @param files the Java files
/// @param pooledTypes the value of the option `Tenure:PooledTypes`; empty for annotated types only
record CodeBase(String name, List<Path> files, String pooledTypes) {
  CodeBase {
    files = List.copyOf(files);
  }

  /// Returns the code bases of the comparison: one without tracked types, two small ones and a
  /// large one that are full of them, and one long method.
  static List<CodeBase> all(Path sourceJars) throws IOException {
    return List.of(
        library(sourceJars, "commons-lang3", ""),
        library(sourceJars, "commons-io", "java.io.Closeable"),
        library(sourceJars, "netty-buffer", "io.netty.buffer.ByteBuf#release"),
        library(sourceJars, "lucene-core", "java.io.Closeable"),
        longMethod(sourceJars, LongMethod.STATEMENTS));
  }

  private static CodeBase library(Path jars, String artifact, String types) throws IOException {
    SourceJar jar = SourceJar.unpack(jars, artifact);
    return new CodeBase(jar.name(), jar.files(), types);
  }

  private static CodeBase longMethod(Path folder, int statements) throws IOException {
    Path file = Files.createDirectories(folder.resolve("generated")).resolve("LongMethod.java");
    Files.writeString(file, LongMethod.source(statements));
    return new CodeBase("one method of " + statements + " statements", List.of(file), "");
  }
}
