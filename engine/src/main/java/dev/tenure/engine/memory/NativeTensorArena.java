package dev.tenure.engine.memory;

import dev.tenure.annotations.Borrowed;
import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Uninitialized;
import dev.tenure.engine.storage.ElementAccess;
import dev.tenure.memory.ArenaMark;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.TensorArena;
import dev.tenure.memory.TouchHint;
import dev.tenure.tensor.ClosedTensorException;
import dev.tenure.tensor.Shape;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An arena in one tensor of a pool.
///
/// What is rented between two marks is a region; regions lie on each other. A tensor knows its
/// region and asks it at each access whether it still stands, so that a reset costs as much as it
/// takes regions down.
final class NativeTensorArena implements TensorArena {
  private final NativePooledTensor memory;
  private final MemorySegment elements;
  private final Confinement confinement = new Confinement("arena");
  private Region top;
  private long usedBytes;
  private long peakBytes;
  private boolean closed;

  private NativeTensorArena(@Pooled NativePooledTensor memory) {
    this.memory = memory;
    this.elements = memory.elements();
    this.top = new Region(this, null);
  }

  static NativeTensorArena open(TensorSource source, long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("an arena's size must be positive: " + bytes);
    }
    long lines = Math.ceilDiv(bytes, SizeClass.ALIGNMENT);
    return new NativeTensorArena(
        source.rentTensor(BlockBytes.shapeOf(lines * SizeClass.ALIGNMENT), false));
  }

  @Override
  @Borrowed("this")
  public Tensor rent(Shape shape) {
    Bumped tensor = bump(shape);
    tensor.fill(0);
    return tensor;
  }

  @Override
  @Borrowed("this")
  @Uninitialized
  public Tensor rentUninitialized(Shape shape) {
    return bump(shape);
  }

  private Bumped bump(Shape shape) {
    requireOpen();
    long elementCount = shape.elementCount();
    long left = capacityBytes() - usedBytes;
    if (elementCount > left / Float.BYTES) {
      throw full(shape, left);
    }
    long bytes = elementCount * Float.BYTES;
    Bumped tensor = new Bumped(top, shape, usedBytes);
    usedBytes += Math.ceilDiv(bytes, SizeClass.ALIGNMENT) * SizeClass.ALIGNMENT;
    peakBytes = Math.max(peakBytes, usedBytes);
    return tensor;
  }

  private MemoryLimitException full(Shape shape, long left) {
    return new MemoryLimitException(
        String.format(
            Locale.ROOT,
            "a tensor of shape %s does not fit: %,d of the arena's %,d bytes are left; reset it, or"
                + " open a larger one",
            shape,
            left,
            capacityBytes()),
        BlockBytes.of(shape),
        capacityBytes());
  }

  @Override
  public ArenaMark mark() {
    requireOpen();
    Mark mark = new Mark(top, usedBytes);
    top = new Region(this, top);
    return mark;
  }

  @Override
  public void reset(ArenaMark mark) {
    requireOpen();
    if (!(mark instanceof Mark(Region below, long bytes)) || below.arena != this || !below.stands) {
      throw new IllegalArgumentException(
          "the mark is stale, since the arena was reset to an earlier one, or is another arena's");
    }
    endDownTo(below);
    top = new Region(this, below);
    usedBytes = bytes;
  }

  @Override
  public void reset() {
    requireOpen();
    endDownTo(null);
    top = new Region(this, null);
    usedBytes = 0;
  }

  private void endDownTo(@Nullable Region kept) {
    for (Region region = top; region != null && region != kept; region = region.below) {
      region.stands = false;
    }
  }

  @Override
  public void touch(TouchHint hint) {
    requireOpen();
    PageTouch.touch(elements, hint);
  }

  @Override
  public long capacityBytes() {
    return elements.byteSize();
  }

  @Override
  public long usedBytes() {
    confinement.require();
    return usedBytes;
  }

  @Override
  public long peakBytes() {
    confinement.require();
    return peakBytes;
  }

  @Override
  public void handOver() {
    confinement.handOver();
  }

  private void requireOpen() {
    confinement.require();
    if (closed) {
      throw new IllegalStateException("the arena was closed");
    }
  }

  @Override
  public void close() {
    confinement.require();
    if (closed) {
      return;
    }
    closed = true;
    endDownTo(null);
    memory.close();
  }

  /// What is rented between two marks.
  private static final class Region {
    final NativeTensorArena arena;
    final @Nullable Region below;

    /// Read by whoever has a tensor, written by the owner's thread.
    volatile boolean stands = true;

    Region(NativeTensorArena arena, @Nullable Region below) {
      this.arena = arena;
      this.below = below;
    }
  }

  /// A mark on top of a region.
  private record Mark(Region below, long usedBytes) implements ArenaMark {}

  /// What is valid as long as its region stands.
  private static final class Bumped extends ElementAccess {
    private final Region region;
    private final long offset;

    Bumped(Region region, Shape shape, long offset) {
      super(shape);
      this.region = region;
      this.offset = offset;
    }

    @Override
    public long address() {
      return all().address() + offset;
    }

    @Override
    protected MemorySegment memory() {
      return all().asSlice(offset, shape().elementCount() * Float.BYTES);
    }

    /// The memory of the whole arena.
    private MemorySegment all() {
      if (!region.stands) {
        throw new ClosedTensorException(this + " is stale: its arena was reset or closed");
      }
      return region.arena.elements;
    }

    @Override
    public String toString() {
      return "tensor" + shape() + " of an arena";
    }
  }
}
