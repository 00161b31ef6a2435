package dev.tenure.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.annotations.Pooled;
import dev.tenure.memory.BudgetExceededException;
import dev.tenure.memory.BudgetLimits;
import dev.tenure.memory.BudgetUsage;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.TensorPool;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tree of budgets beside what it should say.
@SuppressWarnings({"OwningFieldNotClosed", "PooledNotClosedOnException"}) // a test that fails leaks
final class ModelledBudgets implements AutoCloseable {
  private static final long ROOT_BYTES = 8_192;

  /// A budget.
  private static final class Node implements AutoCloseable {
    final @Nullable Node parent;
    final String path;
    final long hardBytes;
    final boolean reserved;
    @Pooled final MemoryBudget budget;
    @Pooled final TensorPool pool;
    boolean closed;
    long peak;

    Node(
        @Nullable Node parent,
        String path,
        long hardBytes,
        boolean reserved,
        @Pooled MemoryBudget budget,
        @Pooled TensorPool pool) {
      this.parent = parent;
      this.path = path;
      this.hardBytes = hardBytes;
      this.reserved = reserved;
      this.budget = budget;
      this.pool = pool;
    }

    boolean isUnder(Node other) {
      return this == other || (parent != null && parent.isUnder(other));
    }

    @Override
    public void close() {
      try (TensorPool own = pool) {
        assertThat(own.statistics().outstanding()).isZero();
      } finally {
        budget.close();
      }
    }
  }

  /// A tensor that is open.
  private record Rented(Node node, long bytes, @Pooled PooledTensor tensor)
      implements AutoCloseable {
    @Override
    public void close() {
      tensor.close();
    }
  }

  @Pooled private final TensorPool memory = TensorPool.withLimit(1 << 20);
  @Pooled private final List<Node> nodes = new ArrayList<>();
  @Pooled private final List<Rented> tensors = new ArrayList<>();
  private int refusals;

  ModelledBudgets() {
    MemoryBudget root = MemoryBudget.root("root", BudgetLimits.hard(ROOT_BYTES));
    nodes.add(new Node(null, "root", ROOT_BYTES, false, root, memory.under(root)));
  }

  /// How often the last step was refused.
  int refusals() {
    return refusals;
  }

  private Node node(int which) {
    return nodes.get(which % nodes.size());
  }

  private String nextName() {
    return "b" + nodes.size();
  }

  String open(int which, long hardBytes) {
    refusals = 0;
    Node parent = node(which);
    String name = nextName();
    if (parent.closed) {
      assertThatIllegalStateException()
          .isThrownBy(() -> parent.budget.openChild(name, BudgetLimits.hard(hardBytes)));
      return "under the closed " + parent.path;
    }
    add(
        parent,
        name,
        hardBytes,
        false,
        parent.budget.openChild(name, BudgetLimits.hard(hardBytes)));
    return name + " of " + hardBytes + " under " + parent.path;
  }

  String reserve(int which, long bytes) {
    refusals = 0;
    Node parent = node(which);
    String name = nextName();
    if (parent.closed) {
      assertThatIllegalStateException().isThrownBy(() -> parent.budget.reserve(name, bytes));
      return "under the closed " + parent.path;
    }
    Node refusing = refusing(parent, bytes);
    try {
      add(parent, name, bytes, true, parent.budget.reserve(name, bytes));
      assertThat(refusing).isNull();
    } catch (BudgetExceededException refusal) {
      expect(refusal, refusing);
    }
    return name + " of " + bytes + " under " + parent.path;
  }

  private void add(
      Node parent, String name, long bytes, boolean reserved, @Pooled MemoryBudget budget) {
    nodes.add(
        new Node(parent, parent.path + "/" + name, bytes, reserved, budget, memory.under(budget)));
    updatePeaks();
  }

  String rent(int which, int elements) {
    refusals = 0;
    Node node = node(which);
    long bytes = SizeClass.blockBytes((long) elements * Float.BYTES);
    if (node.closed) {
      assertThatIllegalStateException().isThrownBy(() -> node.pool.rent(Shape.of(elements)));
      return "under the closed " + node.path;
    }
    Node refusing = refusing(node, bytes);
    try {
      tensors.add(new Rented(node, bytes, node.pool.rent(Shape.of(elements))));
      assertThat(refusing).isNull();
      updatePeaks();
    } catch (BudgetExceededException refusal) {
      expect(refusal, refusing);
    }
    return bytes + " under " + node.path;
  }

  private void expect(BudgetExceededException refusal, @Nullable Node refusing) {
    refusals = 1;
    assertThat(refusal.path()).isEqualTo(refusing == null ? "nobody" : refusing.path);
  }

  String closeTensor(int which) {
    refusals = 0;
    if (tensors.isEmpty()) {
      return "of none";
    }
    try (Rented rented = tensors.remove(which % tensors.size())) {
      return rented.bytes + " under " + rented.node.path;
    }
  }

  /// Closes one that is not the root.
  String closeBudget(int which) {
    refusals = 0;
    if (nodes.size() == 1) {
      return "of none";
    }
    Node node = nodes.get(1 + which % (nodes.size() - 1));
    node.budget.close();
    nodes.stream().filter(other -> other.isUnder(node)).forEach(other -> other.closed = true);
    return node.path;
  }

  /// The budget that has no room, from the one that is asked up to the first whose bytes are
  /// reserved.
  private @Nullable Node refusing(Node asked, long bytes) {
    for (Node node = asked; node != null; node = node.parent) {
      if (used(node) + bytes > node.hardBytes) {
        return node;
      }
      if (node.reserved) {
        return null;
      }
    }
    return null;
  }

  private long used(Node node) {
    long own = tensors.stream().filter(t -> t.node == node).mapToLong(Rented::bytes).sum();
    return own
        + nodes.stream().filter(child -> child.parent == node).mapToLong(this::counted).sum();
  }

  /// What a budget counts in its parent's.
  private long counted(Node node) {
    return node.reserved && !node.closed ? node.hardBytes : used(node);
  }

  private void updatePeaks() {
    nodes.forEach(node -> node.peak = Math.max(node.peak, used(node)));
  }

  List<BudgetUsage> usages() {
    return nodes.stream().map(node -> node.budget.usage()).toList();
  }

  List<BudgetUsage> expectedUsages() {
    return nodes.stream().map(this::expectedUsage).toList();
  }

  private BudgetUsage expectedUsage(Node node) {
    List<Rented> under = tensors.stream().filter(t -> t.node.isUnder(node)).toList();
    return new BudgetUsage(
        node.path,
        under.stream().mapToLong(Rented::bytes).sum(),
        used(node),
        node.peak,
        under.size(),
        BudgetLimits.hard(node.hardBytes));
  }

  @Override
  public void close() {
    try {
      tensors.forEach(Rented::close);
      nodes.forEach(Node::close);
      assertThat(memory.statistics().outstanding()).isZero();
    } finally {
      memory.close();
    }
  }
}
