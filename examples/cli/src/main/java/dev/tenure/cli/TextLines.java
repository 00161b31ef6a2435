package dev.tenure.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads the lines of a text file that an option names.
final class TextLines {
  private TextLines() {}

  static List<String> read(String option, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("%s: no such file: %s".formatted(option, file));
    }
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new UsageException("%s: not a UTF-8 text file: %s".formatted(option, file), e);
    }
  }
}
