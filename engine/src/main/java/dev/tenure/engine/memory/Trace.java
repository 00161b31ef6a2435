package dev.tenure.engine.memory;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where something was rented or closed: the stack of that moment, as the cause of exceptions that
/// come later. Never thrown itself.
final class Trace extends Throwable {
  private static final long serialVersionUID = 1;
  private static final String OWN_PACKAGE = Trace.class.getPackageName() + '.';
  private static final int MOST_FRAMES = 24;

  private Trace(String event, @Nullable Trace before) {
    super(event, before);
  }

  static Trace ofRent() {
    return new Trace("rented here", null);
  }

  /// @param rented where the same tensor was rented
  static Trace ofClose(Trace rented) {
    return new Trace("closed here", rented);
  }

  /// Returns the stack from the caller of the pool or scope on.
  List<StackTraceElement> stack() {
    return Arrays.stream(getStackTrace())
        .dropWhile(frame -> frame.getClassName().startsWith(OWN_PACKAGE))
        .limit(MOST_FRAMES)
        .toList();
  }

  /// Returns the innermost call outside of the pool, such as `app.Main.run(Main.java:12)`.
  String site() {
    return stack().stream().findFirst().map(StackTraceElement::toString).orElse("an unknown place");
  }
}
