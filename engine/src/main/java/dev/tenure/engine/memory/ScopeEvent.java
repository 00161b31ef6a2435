package dev.tenure.engine.memory;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/// A scope, from when it was opened until it was closed. Its thread and stack are those of the
/// close.
@Name(ScopeEvent.NAME)
@Label("Tensor Scope")
@Description("A scope, from when it was opened until it was closed")
@Category({"Tenure", "Pool"})
@Enabled(false)
final class ScopeEvent extends Event {
  static final String NAME = "dev.tenure.Scope";

  private static final ScopeEvent PROBE = new ScopeEvent(false);

  @Label("Tensors")
  @Description("How many it rented and adopted, without those of its children")
  int tensors;

  @Label("Child")
  @Description("Whether it was opened in another scope")
  final boolean child;

  private ScopeEvent(boolean child) {
    this.child = child;
  }

  /// Begins the event of a scope; returns nothing while it is off.
  static @Nullable ScopeEvent opened(boolean child) {
    if (!PROBE.isEnabled()) {
      return null;
    }
    ScopeEvent event = new ScopeEvent(child);
    event.begin();
    return event;
  }

  void closed() {
    end();
    commit();
  }
}
