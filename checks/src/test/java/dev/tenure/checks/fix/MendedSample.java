package dev.tenure.checks.fix;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.FixResult;
import dev.tenure.checks.cli.SourceFixer;
import dev.tenure.tensor.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A class with some members, after all fixes that hold.
final class MendedSample {
  private static final String HEAD =
      """
      import dev.tenure.annotations.*;
      import dev.tenure.memory.*;
      import dev.tenure.tensor.*;
      import java.util.*;

      class Sample {
      """;

  private MendedSample() {}

  /// Returns the lines of the mended file; indentation is that of the members.
  static List<String> in(Path folder, String... members) throws IOException {
    Path file = folder.resolve("Sample.java");
    Files.writeString(file, HEAD + String.join("\n", members) + "\n}\n");
    FixResult result = new SourceFixer().fix(CheckRequest.of(List.of(file), List.of(api())));
    if (!result.errors().isEmpty()) {
      throw new IllegalArgumentException(result.errors().get(0).headline());
    }
    return result.texts().getOrDefault(file, Files.readString(file)).lines().toList();
  }

  private static Path api() {
    try {
      return Path.of(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
