package dev.tenure.engine.memory;

import dev.tenure.memory.LeakReport;
import java.util.stream.Collectors;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Tensors from one place were found to have leaked. Without a stack of its own, which would be
/// that of whoever happened to find them; the stack that matters is a field.
@Name(LeakEvent.NAME)
@Label("Tensor Leak")
@Description("Tensors became unreachable without being closed")
@Category({"Tenure", "Pool"})
@Enabled(false)
@StackTrace(false)
final class LeakEvent extends Event {
  static final String NAME = "dev.tenure.Leak";

  private static final LeakEvent PROBE = new LeakEvent("", "", "", 0, 0);

  @Label("Pool")
  final String pool;

  @Label("Site")
  @Description("Where they were rented")
  final String site;

  @Label("Rent Stack")
  @Description("How the program came there once, innermost call first")
  final String rentStack;

  @Label("Count")
  @Description("How many were found now")
  final long count;

  @Label("Bytes")
  @DataAmount
  final long bytes;

  private LeakEvent(String pool, String site, String rentStack, long count, long bytes) {
    this.pool = pool;
    this.site = site;
    this.rentStack = rentStack;
    this.count = count;
    this.bytes = bytes;
  }

  /// @param found what was found now, as opposed to since the pool was opened
  static void record(String pool, LeakReport found) {
    if (PROBE.isEnabled()) {
      new LeakEvent(pool, found.site(), stackOf(found), found.count(), found.bytes()).commit();
    }
  }

  private static String stackOf(LeakReport found) {
    return found.stack().stream()
        .map(StackTraceElement::toString)
        .collect(Collectors.joining("\n"));
  }
}
