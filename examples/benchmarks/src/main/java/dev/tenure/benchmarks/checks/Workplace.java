package dev.tenure.benchmarks.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;

/// Where a comparison runs: the checkout that it reads samples from and writes tables to, and the
/// machine that its figures are of.
///
/// @param root the top folder of the checkout
public record Workplace(Path root) {
  /// Finds the checkout that the working folder is in.
  ///
  /// @return the nearest folder above that holds the launcher
  /// @throws IllegalStateException if there is none
  public static Workplace find() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("tenure"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("run this inside a clone of the repository");
    }
    return new Workplace(folder);
  }

  /// Returns where the samples are.
  ///
  /// @return a folder
  public Path samples() {
    return root.resolve("checks/src/test/resources/corpus");
  }

  /// Returns where the sources of the API are.
  ///
  /// @return a folder
  public Path apiSources() {
    return root.resolve("api/src/main/java");
  }

  /// Returns where the Maven build put the source jars of other people's code.
  ///
  /// @return a folder
  public Path sourceJars() {
    return root.resolve("examples/benchmarks/target/code");
  }

  /// Writes a generated page of the documentation.
  ///
  /// @param name the file's name
  /// @param text what to write, after the lines on machine and date
  /// @throws IOException if it cannot be written
  public void writePage(String name, String text) throws IOException {
    Path page = root.resolve("checks/docs/comparison").resolve(name);
    Files.createDirectories(page.getParent());
    Files.writeString(page, text);
    System.out.println("wrote " + root.relativize(page));
  }

  /// Returns machine, Java and date as a sentence.
  ///
  /// @return the sentence
  public static String measuredOn() {
    return "Measured on %s, %s, %d cores, JDK %s."
        .formatted(
            LocalDate.now(ZoneOffset.UTC)
                .format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH)),
            processor(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version());
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException unknown) {
      return System.getProperty("os.arch");
    }
  }
}
