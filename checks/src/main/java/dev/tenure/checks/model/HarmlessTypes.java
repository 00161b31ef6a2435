package dev.tenure.checks.model;

import java.util.Set;

/// Closeable types of the JDK that hold nothing, or that nobody has to close: memory in disguise,
/// pipelines over collections, and services that live as long as the program.
final class HarmlessTypes {
  private static final Set<String> NAMES =
      Set.of(
          "java.io.ByteArrayInputStream",
          "java.io.ByteArrayOutputStream",
          "java.io.CharArrayReader",
          "java.io.CharArrayWriter",
          "java.io.StringBufferInputStream",
          "java.io.StringReader",
          "java.io.StringWriter",
          "java.io.Console",
          "java.net.http.HttpClient",
          "java.util.concurrent.ExecutorService",
          "java.util.stream.BaseStream");

  private HarmlessTypes() {}

  static boolean contains(String qualifiedName) {
    return NAMES.contains(qualifiedName);
  }
}
