package dev.tenure.benchmarks.checks.peers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a tool is asked: one sample, in the tool's own vocabulary.
///
/// @param source the translated sample
/// @param classPath what it compiles against, the translated API first
/// @param compiled where its class files are, for tools that read them
/// @param listed the types that are resources by listing, each with the method that ends it
/// @param closers the methods that end a resource of the sample
/// @param types the qualified names of the sample's own types of resources
record Question(
    Path source,
    List<Path> classPath,
    Path compiled,
    Map<String, String> listed,
    List<String> closers,
    List<String> types) {
  Question {
    classPath = List.copyOf(classPath);
    listed = Map.copyOf(listed);
    closers = List.copyOf(closers);
    types = List.copyOf(types);
  }
}
