package dev.tenure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that a long command writes at its end: that it can be written is found out before, and
/// whoever reads it sees the file as it was or all of the new text.
final class ReportFile {
  private final String option;
  private final Path file;

  private ReportFile(String option, Path file) {
    this.option = option;
    this.file = file;
  }

  /// Finds out whether a file can be written, and leaves it as it is.
  ///
  /// @param option who names it, for messages
  /// @throws UsageException if it cannot
  static ReportFile at(String option, Path file) {
    ReportFile report = new ReportFile(option, file);
    report.requireWritable();
    return report;
  }

  private void requireWritable() {
    if (Files.isDirectory(file)) {
      throw new UsageException("%s: this is a folder: %s".formatted(option, file));
    }
    if (!Files.isDirectory(folder(file))) {
      throw new UsageException("%s: no such folder: %s".formatted(option, folder(file)));
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new UsageException("%s: cannot be written: %s".formatted(option, file));
    }
    if (isReplaced()) {
      try {
        Files.delete(Files.createFile(beside(target())));
      } catch (IOException e) {
        throw new UsageException(
            "%s: cannot write into the folder of %s".formatted(option, file), e);
      }
    }
  }

  /// Writes the file.
  ///
  /// @throws IOException if that fails after all; the file is then as before
  void write(String text) throws IOException {
    if (!isReplaced()) {
      Files.writeString(file, text);
      return;
    }
    Path target = target();
    Path written = beside(target);
    try {
      Files.writeString(written, text);
      if (Files.exists(target)) {
        SourceFile.keepPermissions(target, written);
      }
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      boolean _ = Files.deleteIfExists(written);
    }
  }

  /// A pipe or a device, such as `/dev/stdout`, is written to instead.
  private boolean isReplaced() {
    return !Files.exists(file) || Files.isRegularFile(file);
  }

  /// A link stays one.
  private Path target() throws IOException {
    return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
  }

  /// Not one of the files that `createTempFile` makes, which only their owner can read.
  private static Path beside(Path target) {
    return target.resolveSibling(
        ".%s.%d.part".formatted(target.getFileName(), ProcessHandle.current().pid()));
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }
}
