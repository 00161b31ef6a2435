package dev.tenure.engine.storage;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Native memory that Linux may back with pages of 2 MiB instead of 4 KiB.
///
/// Weights are read from their first byte to their last for each token. With small pages, the
/// processor looks up a page for every 4 KiB, and its prefetching stops at each: on an AMD EPYC, a
/// product of a 4096 x 4096 matrix and a vector read 25 GB/s on one thread with small pages and 40
/// with large ones, 45 and 57 on two. Most systems give large pages only to who asks
/// (`/sys/kernel/mm/transparent_hugepage/enabled`: `madvise`), which `Arena` does not, and after
/// `Arena` has cleared the memory it is too late: its pages are there.
///
/// Only whole large pages are asked for, so that no more memory is used than was allocated.
public final class LargePages {
  /// The size of a large page, to which large memory is aligned.
  static final long BYTES = 2L << 20;

  /// Below this there would be too few of them to matter.
  static final long SMALLEST = 2 * BYTES;

  private static final boolean IS_LINUX = "Linux".equals(System.getProperty("os.name"));

  private LargePages() {}

  /// Allocates memory, in large pages where there are any and enough is asked for.
  ///
  /// @param arena the owner, which frees it when it closes
  /// @param bytes how much, at least 1
  /// @param alignment of its address, at most 4 KiB
  /// @return memory that is all zero
  /// @throws OutOfMemoryError if the system has no more
  public static MemorySegment allocate(Arena arena, long bytes, long alignment) {
    MemorySegment large =
        bytes < SMALLEST || !areSupported() ? MemorySegment.NULL : Linux.allocate(arena, bytes);
    return large.address() == 0 ? arena.allocate(bytes, alignment) : large;
  }

  /// Tells whether large memory can be had without using all of it at once, in large pages if the
  /// system gives any.
  ///
  /// @return whether this is Linux
  public static boolean areSupported() {
    return IS_LINUX;
  }

  /// The system calls; loaded when they are first needed.
  ///
  /// Constants and signatures are those of the 64-bit Linux ports that Java has.
  @SuppressWarnings("restricted") // Calling the system is what it is for.
  private static final class Linux {
    private static final long SMALL_PAGE = 4096;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int MADV_HUGEPAGE = 14;

    private static final MethodHandle MMAP =
        function(
            "mmap",
            FunctionDescriptor.of(
                ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MUNMAP =
        function("munmap", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle MADVISE =
        function("madvise", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    /// Returns the memory, or `NULL` if there is none.
    static MemorySegment allocate(Arena arena, long bytes) {
      long size = roundUp(bytes, SMALL_PAGE);
      long mapped = map(size + BYTES);
      if (mapped == -1) {
        return MemorySegment.NULL;
      }
      long address = roundUp(mapped, BYTES);
      unmap(mapped, address - mapped);
      unmap(address + size, mapped + BYTES - address);
      advise(address, size / BYTES * BYTES);
      return MemorySegment.ofAddress(address)
          .reinterpret(bytes, arena, memory -> unmap(memory.address(), size));
    }

    private static long roundUp(long value, long unit) {
      return (value + unit - 1) & -unit;
    }

    private static long map(long size) {
      try {
        MemorySegment found =
            (MemorySegment)
                MMAP.invokeExact(
                    MemorySegment.NULL, size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
        return found.address();
      } catch (Throwable e) {
        throw new AssertionError("mmap throws nothing", e);
      }
    }

    private static void unmap(long address, long size) {
      if (size > 0) {
        try {
          var _ = (int) MUNMAP.invokeExact(MemorySegment.ofAddress(address), size);
        } catch (Throwable e) {
          throw new AssertionError("munmap throws nothing", e);
        }
      }
    }

    /// A system without large pages says no, and gives small ones.
    private static void advise(long address, long size) {
      try {
        var _ = (int) MADVISE.invokeExact(MemorySegment.ofAddress(address), size, MADV_HUGEPAGE);
      } catch (Throwable e) {
        throw new AssertionError("madvise throws nothing", e);
      }
    }
  }
}
