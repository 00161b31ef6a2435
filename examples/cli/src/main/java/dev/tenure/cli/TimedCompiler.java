package dev.tenure.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import javax.tools.ToolProvider;

/// The main class of a process that is javac, and says at its end what time it took.
final class TimedCompiler {
  private TimedCompiler() {}

  /// Compiles, and prints the nanoseconds of processor time of the whole process, of all of its
  /// threads and since its start.
  ///
  /// @param arguments those of javac
  public static void main(String[] arguments) {
    int status = ToolProvider.getSystemJavaCompiler().run(null, System.err, null, arguments);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.out.println(system.getProcessCpuTime());
    System.exit(status);
  }
}
