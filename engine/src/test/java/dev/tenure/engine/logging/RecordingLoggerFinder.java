package dev.tenure.engine.logging;

import java.lang.System.Logger;
import java.lang.System.LoggerFinder;
import java.text.MessageFormat;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Keeps what the engine logs during tests, instead of printing it; found as a service.
public final class RecordingLoggerFinder extends LoggerFinder {
  private static final List<String> WARNINGS = new CopyOnWriteArrayList<>();

  /// For the service loader.
  public RecordingLoggerFinder() {}

  /// Returns the warnings so far that contain a text.
  public static List<String> warningsWith(String text) {
    return WARNINGS.stream().filter(warning -> warning.contains(text)).toList();
  }

  @Override
  public Logger getLogger(String name, Module module) {
    return new RecordingLogger(name);
  }

  private record RecordingLogger(String name) implements Logger {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return level.compareTo(Level.WARNING) >= 0;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      record(level, String.valueOf(message));
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... parameters) {
      record(level, MessageFormat.format(String.valueOf(format), parameters));
    }

    private void record(Level level, String text) {
      if (isLoggable(level)) {
        WARNINGS.add(text);
      }
    }
  }
}
