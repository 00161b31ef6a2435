package dev.tenure.engine.memory;

import dev.tenure.annotations.Pooled;
import dev.tenure.annotations.Uninitialized;
import dev.tenure.memory.BudgetPolicy;
import dev.tenure.memory.LeakDetection;
import dev.tenure.memory.LeakListener;
import dev.tenure.memory.LeakReport;
import dev.tenure.memory.MemoryBudget;
import dev.tenure.memory.MemoryCorruptionException;
import dev.tenure.memory.MemoryLimitException;
import dev.tenure.memory.PoolOptions;
import dev.tenure.memory.PoolStatistics;
import dev.tenure.memory.PoolStrictness;
import dev.tenure.memory.ScopePlan;
import dev.tenure.memory.SharedTensor;
import dev.tenure.memory.SizeClassStatistics;
import dev.tenure.memory.TensorArena;
import dev.tenure.memory.TensorPool;
import dev.tenure.memory.TensorScope;
import dev.tenure.memory.TensorWorkspace;
import dev.tenure.tensor.PooledTensor;
import dev.tenure.tensor.Shape;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A pool of native memory in size classes.
///
/// A rent and a return take and leave a block in a [BlockStore] and make or end a handle; that is
/// all that happens as a rule, and nobody waits for anybody.
final class NativeTensorPool implements TensorPool, TensorSource {
  private static final Logger LOGGER = System.getLogger(NativeTensorPool.class.getName());

  /// How many pools were opened, for their names.
  private static final AtomicLong OPENED = new AtomicLong();

  private final boolean shared;

  /// Tells its events from those of other pools.
  private final String name;

  private final LongSupplier nanoClock;
  private final BlockAllocator allocator;
  private final PoolStrictness strictness;

  /// Whether every rent takes the long way.
  private final boolean careful;

  private final BlockStore store;
  private final LeakTracker leaks;
  private final LongAdder doubleCloses = new LongAdder();
  private final AtomicBoolean warnedOfDoubleClose = new AtomicBoolean();

  private NativeTensorPool(
      PoolOptions options, boolean shared, LongSupplier nanoClock, BlockAllocator allocator) {
    this.shared = shared;
    this.allocator = allocator;
    this.name = shared ? "shared" : "pool-" + OPENED.incrementAndGet();
    this.nanoClock = nanoClock;
    this.strictness = options.strictness();
    this.careful =
        strictness != PoolStrictness.STANDARD || options.leakDetection() == LeakDetection.FULL;
    this.store =
        new BlockStore(
            options.limitBytes(),
            TimeUnit.NANOSECONDS.convert(options.idleTime()),
            nanoClock.getAsLong());
    this.leaks = new LeakTracker(options.leakDetection(), nanoClock, name);
  }

  static NativeTensorPool open(long limitBytes) {
    return open(PoolOptions.withLimit(limitBytes));
  }

  static NativeTensorPool open(PoolOptions options) {
    return open(options, System::nanoTime);
  }

  /// @param nanoClock tells the time in nanoseconds
  static NativeTensorPool open(PoolOptions options, LongSupplier nanoClock) {
    return open(options, nanoClock, BlockAllocator.NATIVE);
  }

  /// @param nanoClock tells the time in nanoseconds
  /// @param allocator gives the memory of new blocks
  static NativeTensorPool open(
      PoolOptions options, LongSupplier nanoClock, BlockAllocator allocator) {
    return new NativeTensorPool(options, false, nanoClock, allocator);
  }

  static NativeTensorPool openShared(long limitBytes) {
    return new NativeTensorPool(
        PoolOptions.withLimit(limitBytes), true, System::nanoTime, BlockAllocator.NATIVE);
  }

  @Override
  public PooledTensor rent(Shape shape) {
    return rentTensor(shape, true);
  }

  @Override
  @Uninitialized
  public PooledTensor rentUninitialized(Shape shape) {
    return rentTensor(shape, false);
  }

  @Override
  public NativePooledTensor rentTensor(
      Shape shape, boolean zeroed, @Nullable NativeTensorScope scope) {
    int sizeClass = sizeClassOf(shape);
    Block block = careful ? null : store.takeNow(sizeClass);
    if (block == null) {
      return rentSlowly(shape, sizeClass, zeroed, scope);
    }
    if (zeroed) {
      zero(block, shape);
    }
    if (RentEvent.isOn()) {
      RentEvent.record(name, shape, block);
    }
    return new NativePooledTensor(shape, block, scope);
  }

  @SuppressWarnings("PooledNotClosedOnException") // closed as its owner closes it
  private NativePooledTensor rentSlowly(
      Shape shape, int sizeClass, boolean zeroed, @Nullable NativeTensorScope scope) {
    lookAfter();
    Block used = takeOrReserve(shape, sizeClass);
    Block block = used == null ? allocateReserved(sizeClass) : used;
    if (isGuarded()) {
      checkUnused(block);
    }
    if (zeroed && (used != null || isGuarded())) {
      zero(block, shape);
    }
    NativePooledTensor tensor = new NativePooledTensor(shape, block, scope);
    try {
      remember(tensor, block, used == null);
      if (RentEvent.isOn()) {
        RentEvent.record(name, shape, block);
      }
      return tensor;
    } catch (Throwable e) {
      tensor.closeByOwner();
      throw e;
    }
  }

  private @Nullable Block takeOrReserve(Shape shape, int sizeClass) {
    try {
      return store.takeOrReserve(shape, sizeClass);
    } catch (MemoryLimitException e) {
      if (BudgetEvent.isOn()) {
        BudgetEvent.record(name, e, statistics());
      }
      throw e;
    }
  }

  private boolean isGuarded() {
    return strictness == PoolStrictness.GUARDED;
  }

  /// Takes back what leaked, and gives back what nobody uses.
  private void lookAfter() {
    leaks.collect(this::reclaimLeaked);
    store.giveBackIdle(nanoClock.getAsLong());
  }

  /// Takes the block of a tensor back that nobody uses any more.
  private void reclaim(Lease ended, boolean leaked) {
    Block block = ended.block();
    if (ReturnEvent.isOn()) {
      ReturnEvent.record(name, block, leaked);
    }
    if (isGuarded()) {
      Guards.poison(block);
      block.setLast(ended);
    }
    store.giveBack(block);
  }

  private void reclaimLeaked(Lease lost) {
    reclaim(lost, true);
    lost.uncharge();
  }

  private void checkUnused(Block block) {
    Lease before = block.last();
    if (before == null) {
      Guards.poison(block);
      return;
    }
    try {
      Guards.checkRent(block, before);
    } catch (MemoryCorruptionException e) {
      Guards.poison(block);
      store.giveBack(block);
      throw e;
    }
  }

  private void remember(NativePooledTensor tensor, Block block, boolean newMemory) {
    boolean watched = leaks.watchesRent(newMemory);
    if (!watched && strictness == PoolStrictness.STANDARD) {
      return;
    }
    Lease lease = leaks.describe(tensor, block);
    tensor.watchedBy(lease);
    if (watched) {
      leaks.watch(lease);
    }
  }

  private static void zero(Block block, Shape shape) {
    // these are the bits of the float 0, too
    block.memory().asSlice(0, shape.elementCount() * Float.BYTES).fill((byte) 0);
  }

  @Override
  public @Nullable NativePooledTensor copyToPromote(NativePooledTensor tensor) {
    return null;
  }

  @Override
  public void closeAtOnce(ScopeMembers members) {
    if (!ReturnEvent.isOn()) {
      store.giveBackAll(() -> closeSimple(members));
    }
  }

  /// Closes the last member and returns its block, if that is all there is to do.
  private @Nullable Block closeSimple(ScopeMembers members) {
    if (members.last() instanceof NativePooledTensor tensor && tensor.hasOnlyBlockOf(this)) {
      members.removeLast();
      return tensor.endByOwner();
    }
    return null;
  }

  @Override
  public void ended(NativePooledTensor tensor) {
    // it gave its block back itself
  }

  @Override
  public void scopeClosed() {
    // a scope leaves nothing here
  }

  private int sizeClassOf(Shape shape) {
    if (shape.elementCount() > (SizeClass.LARGEST - Guards.BYTES) / Float.BYTES) {
      throw new MemoryLimitException(
          "a tensor of shape " + shape + " does not fit: it is beyond any memory",
          Long.MAX_VALUE,
          store.limitBytes());
    }
    long bytes = shape.elementCount() * Float.BYTES;
    return SizeClass.indexOf(isGuarded() ? bytes + Guards.BYTES : bytes);
  }

  /// The bytes of the block behind a tensor of a shape; [Long#MAX_VALUE] for one that no memory can
  /// hold.
  long blockBytes(Shape shape) {
    long bytes = BlockBytes.of(shape);
    return isGuarded() && bytes != Long.MAX_VALUE
        ? SizeClass.blockBytes(shape.elementCount() * Float.BYTES + Guards.BYTES)
        : bytes;
  }

  private Block allocateReserved(int sizeClass) {
    try {
      return Block.allocate(this, allocator, sizeClass);
    } catch (OutOfMemoryError e) {
      store.failed(sizeClass);
      throw e;
    }
  }

  /// Takes the block of a tensor back that was closed.
  void takeBack(Block block) {
    if (ReturnEvent.isOn()) {
      ReturnEvent.record(name, block, false);
    }
    store.giveBack(block);
  }

  /// Takes the block of a tensor back that was watched and is closed.
  ///
  /// @throws MemoryCorruptionException after that, if something wrote past the tensor's end
  void takeBackWatched(Lease lease) {
    leaks.closed(lease);
    if (strictness != PoolStrictness.STANDARD) {
      lease.closedHere();
    }
    try {
      if (isGuarded()) {
        Guards.checkReturn(lease);
      }
    } finally {
      reclaim(lease, false);
    }
  }

  /// Notes that a tensor was closed that was closed already.
  ///
  /// @param lease what is remembered of it, if it was watched
  void closedAgain(NativePooledTensor tensor, @Nullable Lease lease) {
    doubleCloses.increment();
    if (warnedOfDoubleClose.compareAndSet(false, true)) {
      LOGGER.log(
          Level.WARNING,
          () ->
              tensor
                  + " was closed twice; further double closes are only counted"
                  + (lease == null ? "" : "; " + lease.history()),
          new IllegalStateException("closed again here"));
    }
  }

  @Override
  public TensorScope openScope() {
    return openScope(this);
  }

  /// Opens a scope on this pool whose tensors come from somewhere else.
  NativeTensorScope openScope(TensorSource source) {
    store.requireOpen();
    return NativeTensorScope.open(this, source);
  }

  @Override
  public TensorWorkspace openWorkspace() {
    return new NativeTensorWorkspace(this);
  }

  @Override
  public TensorArena openArena(long bytes) {
    return NativeTensorArena.open(this, bytes);
  }

  @Override
  public SharedTensor share(@Pooled PooledTensor tensor) {
    return NativeSharedTensor.of(tensor);
  }

  @Override
  public TensorPool under(MemoryBudget budget, BudgetPolicy policy) {
    return BudgetedPool.of(this, budget, policy);
  }

  @Override
  public ScopePlan newPlan() {
    return new NativeScopePlan(this);
  }

  @Override
  public PoolStatistics statistics() {
    return store.statistics(doubleCloses.sum());
  }

  @Override
  public List<SizeClassStatistics> sizeClassStatistics() {
    return store.bySizeClass();
  }

  @Override
  public void resetStatistics() {
    store.reset();
    doubleCloses.reset();
  }

  @Override
  public String diagnostics() {
    return PoolReport.of(statistics(), sizeClassStatistics(), leaks());
  }

  @Override
  public List<LeakReport> leaks() {
    leaks.collect(this::reclaimLeaked);
    return leaks.reports();
  }

  @Override
  public void addLeakListener(LeakListener listener) {
    leaks.addListener(listener);
  }

  @Override
  public long trim() {
    return store.trim();
  }

  @Override
  public void close() {
    if (shared) {
      throw new UnsupportedOperationException("the shared pool is everybody's: it is not closed");
    }
    long outstanding = store.close();
    if (outstanding > 0) {
      LOGGER.log(
          Level.WARNING,
          "a pool was closed with {0} tensors outstanding; their memory is freed when they are"
              + " closed{1}",
          outstanding,
          leaks.describeOpen());
    }
  }
}
