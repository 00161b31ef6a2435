package dev.tenure.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/// The command line of Tenure; the work is done by its subcommands.
@Command(
    name = "tenure",
    description = "Lifetime-checked pooled tensors for Java.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "tenure 0.1.0-SNAPSHOT",
    subcommands = {
      DemoCommand.class,
      CheckCommand.class,
      EmbedCommand.class,
      GenerateCommand.class,
      BenchCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Tenure {
  private Tenure() {}

  /// Runs the program and exits with its status.
  ///
  /// @param arguments the command line
  public static void main(String[] arguments) {
    int status =
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments);
    System.exit(status);
  }

  /// Runs the program on the given streams and returns its exit status.
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine commandLine =
        new CommandLine(new Tenure())
            .setOut(out)
            .setErr(err)
            .setUsageHelpAutoWidth(true)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Tenure::explain);
    int status =
        arguments.length == 0 ? missingCommand(commandLine) : commandLine.execute(arguments);
    out.flush();
    err.flush();
    return status;
  }

  private static int missingCommand(CommandLine commandLine) {
    commandLine.getErr().println("tenure: name a command");
    commandLine.usage(commandLine.getErr());
    return ExitCodes.USAGE;
  }

  /// Tells a user's mistake in one line; anything else is a defect of ours, and keeps its trace.
  private static int explain(
      Exception exception, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    String command = commandLine.getCommandSpec().qualifiedName();
    return switch (exception) {
      case UncheckedIOException wrapped ->
          explain(Objects.requireNonNull(wrapped.getCause()), commandLine, parsed);
      case UsageException mistake -> say(err, command, String.valueOf(mistake.getMessage()));
      case NoSuchFileException missing -> say(err, command, "no such file: " + missing.getFile());
      case IOException unreadable ->
          say(err, command, "cannot read or write: " + unreadable.getMessage());
      default -> {
        err.println(command + ": this is a defect of the program; please report it:");
        exception.printStackTrace(err);
        yield ExitCodes.INTERNAL;
      }
    };
  }

  private static int say(PrintWriter err, String command, String message) {
    err.println(command + ": " + message);
    return ExitCodes.USAGE;
  }
}
