package dev.tenure.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A source file that comes with the program, unpacked for as long as it is looked at.
///
/// @param file the unpacked file, in a temporary folder of its own
/// @param lines its text
record DemoSample(Path file, List<String> lines) implements AutoCloseable {
  private static final String NAME = "Similarity.java";
  private static final String FOLDER = "com/example/similarity/";

  static DemoSample unpack(String variant) throws IOException {
    String resource = "/dev/tenure/cli/demo/" + variant + "/" + FOLDER + NAME;
    try (InputStream content = DemoSample.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new IllegalStateException("the program was packed without " + resource);
      }
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      Path file = Files.createTempDirectory("tenure-demo").resolve(NAME);
      Files.writeString(file, text);
      return new DemoSample(file, text.lines().toList());
    }
  }

  /// Returns the name under which people see the file.
  String name() {
    return FOLDER + NAME;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.resolveSibling(""));
  }
}
