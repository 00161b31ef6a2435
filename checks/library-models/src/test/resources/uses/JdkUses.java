import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class JdkUses {
  long leakedArena(long bytes) {
    // BUG: PooledNotClosed
    Arena arena = Arena.ofConfined();
    return arena.allocate(bytes).byteSize();
  }

  long closedArena(long bytes) {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment segment = arena.allocate(bytes);
      return segment.asSlice(1).byteSize();
    }
  }

  MemorySegment collected(long bytes) {
    return Arena.ofAuto().allocate(bytes);
  }

  long usedAfterClose(long bytes) {
    Arena arena = Arena.ofConfined();
    arena.close();
    // BUG: UseAfterClose
    return arena.allocate(bytes).byteSize();
  }

  long leakedLines(Path file) throws IOException {
    // BUG: PooledNotClosed
    return Files.lines(file).filter(line -> !line.isEmpty()).count();
  }

  List<String> closedLines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file).filter(line -> !line.isEmpty())) {
      return lines.toList();
    }
  }

  Stream<Path> handedOut(Path folder) throws IOException {
    return Files.walk(folder).filter(Files::isRegularFile);
  }

  long noFile(List<String> names) {
    return names.stream().filter(String::isBlank).count();
  }
}
