package dev.tenure.engine.memory;

import dev.tenure.memory.BudgetUsage;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolStatistics;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/// A budget or a pool refused memory that does not fit under its limit.
@Name(BudgetEvent.NAME)
@Label("Tensor Budget Exceeded")
@Description("A budget or a pool refused memory that does not fit under its limit")
@Category({"Tenure", "Pool"})
@Enabled(false)
final class BudgetEvent extends Event {
  static final String NAME = "dev.tenure.BudgetExceeded";

  private static final BudgetEvent PROBE = new BudgetEvent("", 0, 0, 0);

  @Label("Budget")
  @Description("The path of the budget, or the name of the pool, that refused")
  final String budget;

  @Label("Requested")
  @DataAmount
  final long requested;

  @Label("Limit")
  @DataAmount
  final long limit;

  @Label("Used")
  @DataAmount
  final long used;

  private BudgetEvent(String budget, long requested, long limit, long used) {
    this.budget = budget;
    this.requested = requested;
    this.limit = limit;
    this.used = used;
  }

  static boolean isOn() {
    return PROBE.isEnabled();
  }

  static void record(BudgetUsage refusing, long requestedBytes) {
    new BudgetEvent(
            refusing.path(), requestedBytes, refusing.limits().hardBytes(), refusing.usedBytes())
        .commit();
  }

  static void record(String pool, MemoryLimitException refusal, PoolStatistics statistics) {
    new BudgetEvent(pool, refusal.requestedBytes(), refusal.limitBytes(), statistics.liveBytes())
        .commit();
  }
}
