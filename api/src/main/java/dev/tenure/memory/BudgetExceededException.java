package dev.tenure.memory;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Thrown when a rent or a reservation does not fit under a [MemoryBudget]; nothing was rented
/// then.
public final class BudgetExceededException extends MemoryLimitException {
  private static final long serialVersionUID = 1;

  /// The budget that refused, which may be a parent of the one that was asked.
  private final String path;

  /// Who uses most of the budget, the largest first.
  private final BudgetHolder[] largestHolders;

  /// Creates the exception.
  ///
  /// @param requested what was asked for, such as `a tensor of shape [2, 3]`
  /// @param requestedBytes how many bytes it needed
  /// @param refused what the budget that refused looked like
  /// @param largestHolders who holds most of it, largest first
  public BudgetExceededException(
      String requested,
      long requestedBytes,
      BudgetUsage refused,
      List<BudgetHolder> largestHolders) {
    super(
        message(requested, requestedBytes, refused, largestHolders),
        requestedBytes,
        refused.limits().hardBytes());
    this.path = refused.path();
    this.largestHolders = largestHolders.toArray(new BudgetHolder[0]);
  }

  private static String message(
      String requested, long bytes, BudgetUsage refused, List<BudgetHolder> holders) {
    String held =
        holders.stream()
            .map(holder ->
                String.format(
                    Locale.ROOT,
                    "%n  %,d bytes in %d: %s",
                    holder.bytes(),
                    holder.tensors(),
                    holder.site()))
            .collect(Collectors.joining());
    return String.format(
        Locale.ROOT,
        "%s does not fit: it takes %,d bytes, and %,d of the %,d bytes of budget %s are in use%s%s",
        requested,
        bytes,
        refused.usedBytes(),
        refused.limits().hardBytes(),
        refused.path(),
        held.isEmpty() ? "" : "; most by",
        held);
  }

  /// Returns the budget that refused.
  ///
  /// @return the names from the root to it, with slashes between them
  public String path() {
    return path;
  }

  /// Returns who held most of the budget that refused.
  ///
  /// @return a few holders, largest first; none if nothing is rented
  public List<BudgetHolder> largestHolders() {
    return List.of(largestHolders);
  }
}
