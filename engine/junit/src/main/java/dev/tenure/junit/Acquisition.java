package dev.tenure.junit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/// Something that a test acquired and has to close.
///
/// @param what what it is, such as a tensor with its shape and bytes
/// @param isOpen whether nobody closed it yet
/// @param stack how the test came to acquire it, innermost call first
record Acquisition(String what, BooleanSupplier isOpen, List<StackTraceElement> stack) {
  private static final int MOST_FRAMES = 5;
  private static final List<String> OWN =
      List.of(Acquisition.class.getPackageName() + ".WatchedPool", Acquisition.class.getName());

  Acquisition {
    stack = List.copyOf(stack);
  }

  static Acquisition here(String what, BooleanSupplier isOpen) {
    List<StackTraceElement> stack =
        Arrays.stream(new Throwable().getStackTrace())
            .dropWhile(frame -> OWN.contains(frame.getClassName()))
            .takeWhile(frame -> !isOfTheRunner(frame.getClassName()))
            .limit(MOST_FRAMES)
            .toList();
    return new Acquisition(what, isOpen, stack);
  }

  private static boolean isOfTheRunner(String className) {
    return className.startsWith("java.lang.reflect.")
        || className.startsWith("jdk.internal.reflect.")
        || className.startsWith("org.junit.");
  }

  static String ofTensor(Object shape, long elements) {
    return String.format(
        Locale.ROOT, "a tensor of shape %s, %,d bytes", shape, elements * Float.BYTES);
  }

  /// Describes it for people: a line, and a line for each call that led there.
  String describe() {
    StringBuilder text = new StringBuilder(what).append(", acquired");
    stack.forEach(frame -> text.append("\n      at ").append(frame));
    return text.toString();
  }
}
