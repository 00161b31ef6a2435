package dev.tenure.engine.memory;

import dev.tenure.annotations.Borrowed;
import dev.tenure.memory.BudgetExceededException;
import dev.tenure.memory.BudgetHolder;
import dev.tenure.memory.BudgetLimits;
import dev.tenure.memory.BudgetUsage;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.tensor.Shape;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A budget in a tree. All that changes is guarded by the lock of the tree, so that a rent counts
/// in every budget on its way to the root or in none, and refusals are never due to a rent that
/// fails.
///
/// A reserved budget holds its limit of its parents: rents under it do not ask them.
final class BudgetNode implements MemoryBudget {
  private static final Logger LOGGER = System.getLogger(BudgetNode.class.getName());
  private static final int HOLDERS_IN_MESSAGES = 5;

  private final BudgetTree tree;
  private final @Nullable BudgetNode parent;
  private final String path;
  private final BudgetLimits limits;

  /// Those that are open or have something outstanding.
  private final List<BudgetNode> children = new ArrayList<>();

  private final Map<Object, BudgetHolding> holdings = new HashMap<>();
  private @Nullable Consumer<BudgetUsage> softLimitListener;
  private boolean reserved;
  private boolean closed;
  private long usedBytes;
  private long peakBytes;
  private long liveBytes;
  private long tensors;

  private BudgetNode(
      BudgetTree tree, @Nullable BudgetNode parent, String path, BudgetLimits limits) {
    this.tree = tree;
    this.parent = parent;
    this.path = path;
    this.limits = limits;
  }

  static BudgetNode root(String name, BudgetLimits limits) {
    return new BudgetNode(new BudgetTree(), null, name, limits);
  }

  BudgetTree tree() {
    return tree;
  }

  private <T> T locked(Supplier<T> action) {
    tree.lock.lock();
    try {
      return action.get();
    } finally {
      tree.lock.unlock();
    }
  }

  @Override
  public MemoryBudget openChild(String name, BudgetLimits childLimits) {
    return locked(() -> addChild(name, childLimits));
  }

  @Override
  public MemoryBudget reserve(String name, long bytes) {
    BudgetLimits childLimits = BudgetLimits.hard(bytes);
    return locked(() -> {
      requireOpen();
      BudgetNode refusing = refusing(bytes);
      if (refusing != null) {
        throw refusing.refusal("reservation " + path + "/" + name, bytes);
      }
      use(bytes);
      BudgetNode child = addChild(name, childLimits);
      child.reserved = true;
      return child;
    });
  }

  private BudgetNode addChild(String name, BudgetLimits childLimits) {
    requireOpen();
    BudgetNode child = new BudgetNode(tree, this, path + "/" + name, childLimits);
    children.add(child);
    return child;
  }

  // The following, up to the next comment of this kind, is called with the lock held.

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("budget " + path + " was closed");
    }
  }

  /// Whose limits hold for this budget's rents, too.
  @Borrowed
  private @Nullable BudgetNode payer() {
    return reserved ? null : parent;
  }

  /// The budget, of this one and those above, that has no room for so many bytes; null if all have.
  @Borrowed
  @Nullable BudgetNode refusing(long bytes) {
    for (BudgetNode node = this; node != null; node = node.payer()) {
      if (bytes > node.limits.hardBytes() - node.usedBytes) {
        return node;
      }
    }
    return null;
  }

  /// Tells whether so many bytes would fit if nothing was in use.
  boolean couldFit(long bytes) {
    for (BudgetNode node = this; node != null; node = node.payer()) {
      if (bytes > node.limits.hardBytes()) {
        return false;
      }
    }
    return true;
  }

  BudgetHolding take(Object holder, long bytes) {
    use(bytes);
    for (BudgetNode node = this; node != null; node = node.parent) {
      node.liveBytes += bytes;
      node.tensors++;
    }
    BudgetHolding holding =
        holdings.computeIfAbsent(holder, absent -> new BudgetHolding(this, absent));
    holding.bytes += bytes;
    holding.tensors++;
    return holding;
  }

  private void use(long bytes) {
    for (BudgetNode node = this; node != null; node = node.payer()) {
      node.usedBytes += bytes;
      node.peakBytes = Math.max(node.peakBytes, node.usedBytes);
    }
  }

  private static void unuse(@Nullable BudgetNode first, long bytes) {
    for (BudgetNode node = first; node != null; node = node.payer()) {
      node.usedBytes -= bytes;
    }
  }

  /// Those that so many bytes, which were just taken, brought beyond their soft limit, and who is
  /// to be told.
  List<Runnable> softLimitCalls(long bytes) {
    List<Runnable> calls = List.of();
    for (BudgetNode node = this; node != null; node = node.payer()) {
      Consumer<BudgetUsage> listener = node.softLimitListener;
      long soft = node.limits.softBytes();
      if (listener != null && node.usedBytes > soft && node.usedBytes - bytes <= soft) {
        BudgetUsage usage = node.reading();
        calls = calls.isEmpty() ? new ArrayList<>() : calls;
        calls.add(() -> listener.accept(usage));
      }
    }
    return calls;
  }

  BudgetExceededException refusal(String requested, long bytes) {
    if (BudgetEvent.isOn()) {
      BudgetEvent.record(reading(), bytes);
    }
    return new BudgetExceededException(requested, bytes, reading(), holders(HOLDERS_IN_MESSAGES));
  }

  private BudgetUsage reading() {
    return new BudgetUsage(path, liveBytes, usedBytes, peakBytes, tensors, limits);
  }

  private List<BudgetHolder> holders(int most) {
    Map<Object, BudgetHolder> all = new HashMap<>();
    addHolders(all);
    return all.values().stream()
        .sorted(Comparator.comparingLong(BudgetHolder::bytes).reversed())
        .limit(most)
        .toList();
  }

  private void addHolders(Map<Object, BudgetHolder> all) {
    holdings.forEach((holder, holding) ->
        all.merge(
            holder,
            new BudgetHolder(nameOf(holder), holding.bytes, holding.tensors),
            (left, right) ->
                new BudgetHolder(
                    left.site(), left.bytes() + right.bytes(), left.tensors() + right.tensors())));
    children.forEach(child -> child.addHolders(all));
  }

  private static String nameOf(Object holder) {
    return holder instanceof Shape shape ? "shape " + shape : holder.toString();
  }

  /// Forgets a budget that is closed and empty.
  private void forgetIfDone() {
    if (closed && tensors == 0 && parent != null) {
      parent.children.removeIf(child -> child == this);
    }
  }

  /// Closes this one and those below it.
  private void closeAll() {
    closed = true;
    List.copyOf(children).forEach(BudgetNode::closeAll);
    if (reserved) {
      reserved = false;
      unuse(parent, limits.hardBytes() - usedBytes);
    }
    forgetIfDone();
  }

  // From here on, the lock is taken.

  void returned(BudgetHolding holding, long bytes) {
    tree.lock.lock();
    try {
      unuse(this, bytes);
      holding.bytes -= bytes;
      holding.tensors--;
      if (holding.tensors == 0) {
        holdings.remove(holding.holder);
      }
      for (BudgetNode node = this; node != null; node = node.parent) {
        node.liveBytes -= bytes;
        node.tensors--;
        node.forgetIfDone();
      }
      tree.returned.signalAll();
    } finally {
      tree.lock.unlock();
    }
  }

  @Override
  public void onSoftLimit(Consumer<BudgetUsage> listener) {
    tree.lock.lock();
    try {
      softLimitListener = listener;
    } finally {
      tree.lock.unlock();
    }
  }

  @Override
  public void traceSites(boolean traced) {
    tree.traced = traced;
  }

  @Override
  public BudgetUsage usage() {
    return locked(this::reading);
  }

  @Override
  public List<BudgetHolder> largestHolders(int most) {
    return locked(() -> holders(most));
  }

  @Override
  public void close() {
    String outstanding;
    tree.lock.lock();
    try {
      if (closed) {
        return;
      }
      closeAll();
      outstanding = outstanding();
      tree.returned.signalAll(); // who waits for this budget is refused, and others may fit now
    } finally {
      tree.lock.unlock();
    }
    if (!outstanding.isEmpty()) {
      LOGGER.log(Level.WARNING, outstanding);
    }
  }

  private String outstanding() {
    if (tensors == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "budget %s was closed with %d tensors of %,d bytes outstanding",
            path,
            tensors,
            liveBytes));
    for (BudgetHolder holder : holders(HOLDERS_IN_MESSAGES)) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n  %,d bytes in %d: %s",
              holder.bytes(),
              holder.tensors(),
              holder.site()));
    }
    return text.toString();
  }
}
