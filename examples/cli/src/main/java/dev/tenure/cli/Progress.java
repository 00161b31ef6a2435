package dev.tenure.cli;

import java.io.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;

/// Shows how far a long command is, in a terminal only, on standard error.
final class Progress {
  private Progress() {}

  /// Opens a bar, which disappears when it is closed.
  ///
  /// @param task what is counted
  /// @param steps how many there will be
  static ProgressBar bar(String task, int steps) {
    ProgressBarBuilder builder =
        new ProgressBarBuilder().setTaskName(task).setInitialMax(steps).clearDisplayOnFinish();
    if (!inTerminal()) {
      builder.setConsumer(new NoDisplay());
    }
    return builder.build();
  }

  @SuppressWarnings("SystemConsoleNull") // with JDK 25 it is null again where there is no terminal
  private static boolean inTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// Where progress goes that nobody would see.
  private static final class NoDisplay implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return 0;
    }

    @Override
    public void accept(String rendered) {
      // Nobody watches.
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
