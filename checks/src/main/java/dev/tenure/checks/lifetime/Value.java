package dev.tenure.checks.lifetime;

import com.sun.source.tree.Tree;
import org.jspecify.annotations.Nullable;

/// What a path knows of the value of a variable or expression.
sealed interface Value {
  /// A resource that is followed on this path.
  ///
  /// @param resource which one
  record Held(Resource resource) implements Value {
    @Override
    public Value older() {
      return new Held(resource.older());
    }

    // Written out for the same reason as the resource's.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Held held && held.resource.equals(resource);
    }

    @Override
    public int hashCode() {
      return resource.hashCode();
    }
  }

  /// Something that is borrowed: it must not be closed, and ends with its owner.
  ///
  /// @param resource the owner; null if that is nothing that the path follows
  /// @param at the call that lent it
  /// @param memory the memory behind it, if that is known
  /// @param workspace what it was called on, if the next such call overwrites it
  record Lent(
      @Nullable Resource resource, Site at, @Nullable Memory memory, @Nullable Object workspace)
      implements Value {
    @Override
    public Value older() {
      return new Lent(resource == null ? null : resource.older(), at, olderMemory(), workspace);
    }

    /// Whether that it is borrowed is what a library model says, rather than an annotation: then
    /// closing it is no fault, and neither is handing it on while its owner lives.
    boolean isByModel() {
      return at.isByModel();
    }

    /// A view of what its owner holds grows older with it.
    private @Nullable Memory olderMemory() {
      return memory != null && memory.root().equals(resource) ? memory.older() : memory;
    }
  }

  /// The result of a workspace that was used again since.
  ///
  /// @param at the call that gave it
  /// @param by the call that used the workspace again
  record Stale(Site at, Tree by) implements Value {
    @Override
    public @Nullable Resource resource() {
      return null;
    }

    @Override
    public Value older() {
      return this;
    }
  }

  /// Values that are known without being resources.
  enum Known implements Value {
    /// The null reference.
    NULL,
    /// Some object.
    NOT_NULL,
    /// The boolean `true`.
    TRUE,
    /// The boolean `false`.
    FALSE,
    /// Anything.
    UNKNOWN;

    @Override
    public @Nullable Resource resource() {
      return null;
    }

    @Override
    public Value older() {
      return this;
    }
  }

  static Value of(boolean value) {
    return value ? Known.TRUE : Known.FALSE;
  }

  /// The resource that it is, or that it is borrowed from.
  @Nullable Resource resource();

  /// The same value after its resource's site acquired once more.
  Value older();
}
