package dev.tenure.benchmarks.checks.cost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Measures the processor time of a whole process and its children, as the shell counts it: user
/// and system time, from start to exit, JVM start and garbage collection included.
final class ProcessorTime {
  /// The shell's `times` prints its own two times, then those of its children.
  private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.,]+)s");

  private ProcessorTime() {}

  /// Runs a command.
  ///
  /// @return the seconds it took
  /// @throws IOException if it fails; the text holds the end of its output
  static double of(List<String> command, Path work) throws IOException, InterruptedException {
    Path output = work.resolve("output.txt");
    List<String> timed =
        new ArrayList<>(List.of("sh", "-c", "\"$@\" >\"$0\" 2>&1; s=$?; times; exit $s"));
    timed.add(output.toString());
    timed.addAll(command);
    Process process = new ProcessBuilder(timed).redirectErrorStream(true).start();
    String times = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the compilation failed:\n" + Files.readString(output));
    }
    return ofChildren(times);
  }

  /// Reads the sum of the children's two times from what `times` printed.
  static double ofChildren(String times) {
    List<Double> seconds = new ArrayList<>();
    Matcher time = TIME.matcher(times);
    while (time.find()) {
      seconds.add(
          60 * Double.parseDouble(time.group(1))
              + Double.parseDouble(time.group(2).replace(',', '.')));
    }
    if (seconds.size() != 4) {
      throw new IllegalArgumentException("not what `times` prints: " + times);
    }
    return seconds.get(2) + seconds.get(3);
  }
}
