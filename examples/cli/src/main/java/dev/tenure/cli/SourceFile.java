package dev.tenure.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/// Replaces files so that whoever reads one sees it as it was or as it is, and nothing between.
final class SourceFile {
  private SourceFile() {}

  /// Replaces the text of a file, and leaves its permissions; a link stays one.
  ///
  /// @param text the new text, which is written as UTF-8
  /// @throws IOException if the file, or its folder, cannot be written; the file is then as before
  static void replace(Path file, String text) throws IOException {
    Path target = file.toRealPath();
    Path written = Files.createTempFile(target.getParent(), ".tenure", ".java");
    try {
      Files.writeString(written, text);
      keepPermissions(target, written);
      Files.move(
          written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      boolean _ = Files.deleteIfExists(written);
    }
  }

  /// Gives a file the permissions of another one.
  static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(Files.getPosixFilePermissions(from));
    }
  }
}
