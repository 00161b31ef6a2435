package dev.tenure.checks.report;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One SARIF file that many compilations write, one after the other or at once: the compilations of
/// a build's modules, of its main code and its tests. Each replaces what is said of the files that
/// it has checked, and leaves the rest. A reader sees the file before or after, never between.
final class SarifFile {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /// How long to wait before asking again for a lock that another thread of this process has.
  private static final long PAUSE_NANOS = 5_000_000;

  private static final Comparator<JsonNode> BY_FILE =
      Comparator.comparing(entry ->
          (entry.has("location") ? entry.path("location") : fileOf(entry))
              .path("uri")
              .asString(""));

  private SarifFile() {}

  /// Writes what one compilation found.
  ///
  /// @param checked all files of the compilation
  /// @throws IOException if the file cannot be written, or holds something that is no SARIF of ours
  static void merge(Path file, Collection<URI> checked, Collection<ReportedFinding> findings)
      throws IOException {
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    Path lock = target.resolveSibling("." + target.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = lock(channel)) {
      if (held.isValid()) {
        ObjectNode log = SarifLog.node(checked, findings);
        if (Files.exists(target) && Files.size(target) > 0) {
          keepOthers(read(target), log);
        }
        replace(target, SarifLog.text(log));
      }
    }
  }

  /// A file lock belongs to the process: within one, a second thread is refused, not kept waiting.
  private static FileLock lock(FileChannel channel) throws IOException {
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException heldByAnotherThread) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      JsonNode log = MAPPER.readTree(Files.readString(file));
      if (log.path("runs").size() == 1) {
        return log.path("runs").get(0);
      }
    } catch (JacksonException noJson) {
      throw new IOException("it holds something else; name another file, or delete it", noJson);
    }
    throw new IOException("it holds a log of another tool; name another file, or delete it");
  }

  private static void keepOthers(JsonNode before, ObjectNode log) {
    ObjectNode run = (ObjectNode) log.path("runs").get(0);
    Set<JsonNode> checked = new HashSet<>();
    run.path("artifacts").forEach(artifact -> checked.add(artifact.path("location")));
    merge(before, run, "artifacts", artifact -> checked.contains(artifact.path("location")));
    merge(before, run, "results", result -> checked.contains(fileOf(result)));
  }

  private static JsonNode fileOf(JsonNode result) {
    return result.path("locations").path(0).path("physicalLocation").path("artifactLocation");
  }

  private interface Replaced {
    boolean is(JsonNode entry);
  }

  private static void merge(JsonNode before, ObjectNode run, String property, Replaced replaced) {
    ArrayNode now = (ArrayNode) run.path(property);
    List<JsonNode> all = new ArrayList<>();
    before
        .path(property)
        .forEach(entry -> {
          if (!replaced.is(entry)) {
            all.add(entry);
          }
        });
    now.forEach(all::add);
    now.removeAll();
    // Whichever compilation came last, the same findings make the same file.
    all.stream().sorted(BY_FILE).forEach(now::add);
  }

  private static void replace(Path target, String text) throws IOException {
    Path written = Files.createTempFile(target.getParent(), ".tenure", ".sarif");
    try {
      Files.writeString(written, text);
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      boolean unused = Files.deleteIfExists(written);
    }
  }
}
