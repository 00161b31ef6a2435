package corpus.ownership;

import java.util.*;

/// Annotations of other checkers, which are known by their simple names.
class PeersAnnotations {
  @interface MustBeClosed {}

  @interface Owning {}

  @interface NotOwning {}

  @interface MustCallAlias {}

  @interface WillClose {}

  @interface WillNotClose {}

  @interface WillCloseWhenClosed {}

  @interface Cleanup {
    String value() default "close";
  }

  @interface InheritableMustCall {
    String[] value();
  }

  @interface EnsuresCalledMethods {
    String[] value();

    String[] methods();
  }

  @InheritableMustCall("release")
  static class Handle {
    @MustBeClosed
    Handle() {}

    void use() {}

    void release() {}
  }

  void released() {
    Handle handle = new Handle();
    handle.release();
  }

  void notReleased() {
    // expect: PooledNotClosed
    Handle handle = new Handle();
    handle.use();
  }

  void releasedTwice() {
    Handle handle = new Handle();
    handle.release();
    // expect: DoubleClose
    handle.release();
  }

  @MustBeClosed
  Handle create() {
    return new Handle();
  }

  void createdAndDropped() {
    // expect: PooledNotClosed
    create().use();
  }

  @NotOwning
  Handle shared() {
    return kept;
  }

  @NotOwning private Handle kept;

  void looksAtShared() {
    shared().use();
  }

  void releasesShared() {
    // expect: BorrowClosed
    shared().release();
  }

  void takes(@Owning Handle handle) {
    handle.release();
  }

  void handsOver() {
    takes(new Handle());
  }

  void looks(@NotOwning Handle handle) {
    handle.use();
  }

  void onlyLooks() {
    // expect: PooledNotClosed
    looks(new Handle());
  }

  void releasesWhatItDoesNotOwn(@NotOwning Handle handle) {
    // expect: BorrowClosed
    handle.release();
  }

  void closes(@WillClose Handle handle) {
    handle.release();
  }

  void handsToTheCloser() {
    closes(new Handle());
  }

  void leavesOpen(@WillNotClose Handle handle) {
    handle.use();
  }

  void leftOpen() {
    // expect: PooledNotClosed
    leavesOpen(new Handle());
  }

  @MustCallAlias
  static Handle traced(@MustCallAlias Handle handle) {
    handle.use();
    return handle;
  }

  void aliasReleased() {
    traced(new Handle()).release();
  }

  void aliasDropped() {
    // expect: PooledNotClosed
    traced(new Handle()).use();
  }

  @EnsuresCalledMethods(value = "#1", methods = "release")
  void ensures(Handle handle) {
    handle.release();
  }

  void ensured() {
    ensures(new Handle());
  }

  void cleanedUp() {
    @Cleanup("release")
    Handle handle = new Handle();
    handle.use();
  }

  static class Holder {
    // expect: OwningFieldNotClosed
    @Owning private final Handle handle = new Handle();
  }

  @InheritableMustCall("stop")
  static class Stops {
    @Owning private final Handle handle = new Handle();

    void stop() {
      handle.release();
    }
  }

  static class Wrapper implements AutoCloseable {
    @Owning private final Handle handle;

    Wrapper(@WillCloseWhenClosed Handle handle) {
      this.handle = handle;
    }

    @Override
    public void close() {
      handle.release();
    }
  }

  void wraps() {
    try (Wrapper wrapper = new Wrapper(new Handle())) {
      System.out.println(wrapper);
    }
  }
}
