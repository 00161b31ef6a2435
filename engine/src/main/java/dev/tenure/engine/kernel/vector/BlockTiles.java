package dev.tenure.engine.kernel.vector;

import static dev.tenure.engine.kernel.backend.RawMemory.ADDRESS_BITS;
import static dev.tenure.engine.kernel.backend.RawMemory.ALL;
import static dev.tenure.engine.kernel.backend.RawMemory.getFloat;

import dev.tenure.annotations.NoAllocation;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of matrix products for processors with 16 vector registers, as those with AVX2 are: six
/// rows of two vectors are 12 sums, which leaves four registers for what is multiplied.
///
/// The left side is copied into an array before, a block of rows at a time. There it stands tile by
/// tile, two steps of the inner dimension at a time: two elements of the first row, two of the
/// second, and so on. So a step needs no address but the array's, and each element is a small
/// constant distance from the step's first one: 24 multiply-adds take 47 instructions, where rows
/// in memory took 72. That counts most where another thread shares the core. A fence, no
/// instruction on x86, after each row keeps C2 from moving the loads of all rows to the top of the
/// loop, where they would need a register each; it does so for arrays only, which is why the block
/// is one.
///
/// The accumulators are local variables and a tile is one long method that calls the Vector API and
/// nothing else: C2 keeps vectors in registers only so. Rows that are missing in the last tile are
/// computed too: with a method for four rows, products took longer to warm up and were not faster.
///
/// Measured on one thread of Zen 3 in one run, medians of the rounds, beside four rows of two
/// vectors whose left side is read where it is ([VectorTiles]), in GFLOPS: 77 to 68 at 128, 77 to
/// 70 at 256, 75 to 50 at 512, 87 to 71 at 1024, 84 to 59 at 2048.
public final class BlockTiles {
  /// The rows of a tile.
  public static final int TILE_ROWS = 6;

  /// The most rows of a block. With [#INNER] steps of the inner dimension it takes 192 KiB, less
  /// than half of a second-level cache of 512 KiB, beside a panel of as many steps (64 KiB). With
  /// half as many rows, prompts of 32 went through the weights twice and took 8 to 20 % longer.
  public static final int ROWS = 8 * TILE_ROWS;

  /// The most steps of the inner dimension of a block: a row of the left side is a page of 4 KiB,
  /// which is read once. With 512 steps, products were 5 to 15 % slower.
  public static final int INNER = 1024;

  /// The elements of a step, which is two of each row.
  private static final int STEP = 2 * TILE_ROWS;

  /// The bits of the bytes from one row to the next, so that C2 knows that an address some rows
  /// further is within memory.
  private static final long ROW_BITS = (1L << 48) - 1;

  private static final VectorSpecies<Float> SPECIES = Floats.SPECIES;
  private static final VectorSpecies<Float> PAIR = FloatVector.SPECIES_64;
  private static final Class<? extends FloatVector> TYPE = Floats.TYPE;
  private static final long VECTOR = Floats.VECTOR_BYTES;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private BlockTiles() {}

  /// Returns where a tile begins in a block.
  ///
  /// @param row its first row in the block
  /// @param inner the inner dimension
  /// @return the index of its first element
  @NoAllocation
  public static int first(int row, int inner) {
    return row * (inner + inner % 2);
  }

  /// Copies rows of a left side into a block. What tiles need beyond them is filled with zeros.
  ///
  /// @param from the address of the first element
  /// @param rowStep the bytes from one row to the next
  /// @param innerStep the bytes from one element of a row to the next
  /// @param rows how many rows, at most [#ROWS]
  /// @param inner their length, at most [#INNER]
  /// @param block [#ROWS] times [#INNER] elements
  @NoAllocation
  public static void pack(
      long from, long rowStep, long innerStep, int rows, int inner, float[] block) {
    for (int row = 0; row < rows; row += TILE_ROWS) {
      long tile = from + row * rowStep;
      int first = first(row, inner);
      int height = Math.min(TILE_ROWS, rows - row);
      if (height == TILE_ROWS && innerStep == Float.BYTES) {
        packPairs(tile, rowStep, inner, block, first);
        packLast(tile, rowStep, inner, block, first);
      } else {
        gather(tile, rowStep, innerStep, height, inner, block, first);
      }
    }
  }

  /// Copies whole pairs of all rows: a load and a store each.
  private static void packPairs(long from, long rowStep, int inner, float[] block, int first) {
    int end = first + TILE_ROWS * (inner - inner % 2);
    long row = rowStep & ROW_BITS;
    long pair = from;
    for (int at = first; at < end; at += STEP) {
      long left = pair & ADDRESS_BITS;
      FloatVector.fromMemorySegment(PAIR, ALL, left, ORDER).intoArray(block, at);
      FloatVector.fromMemorySegment(PAIR, ALL, left + row, ORDER).intoArray(block, at + 2);
      FloatVector.fromMemorySegment(PAIR, ALL, left + 2 * row, ORDER).intoArray(block, at + 4);
      FloatVector.fromMemorySegment(PAIR, ALL, left + 3 * row, ORDER).intoArray(block, at + 6);
      FloatVector.fromMemorySegment(PAIR, ALL, left + 4 * row, ORDER).intoArray(block, at + 8);
      FloatVector.fromMemorySegment(PAIR, ALL, left + 5 * row, ORDER).intoArray(block, at + 10);
      pair += 8;
    }
  }

  private static void packLast(long from, long rowStep, int inner, float[] block, int first) {
    if (inner % 2 != 0) {
      for (int row = 0; row < TILE_ROWS; row++) {
        int last = first + TILE_ROWS * (inner - 1) + 2 * row;
        block[last] = getFloat(from + row * rowStep, inner - 1);
        block[last + 1] = 0;
      }
    }
  }

  /// Copies a tile of which rows are missing, or whose elements are apart.
  private static void gather(
      long from, long rowStep, long innerStep, int rows, int inner, float[] block, int first) {
    for (int row = 0; row < TILE_ROWS; row++) {
      int at = first + 2 * row;
      for (int k = 0; k < inner; k += 2) {
        long pair = from + row * rowStep + k * innerStep;
        block[at] = row < rows ? getFloat(pair) : 0;
        block[at + 1] = row < rows && k < inner - 1 ? getFloat(pair + innerStep) : 0;
        at += STEP;
      }
    }
  }

  /// Computes one tile of a block: `c = left · b`.
  ///
  /// @param left the block
  /// @param first where the tile begins in it, see [#first]
  /// @param inner the inner dimension. If it is odd, a row of zeros follows in the panel
  /// @param b the address of the panel
  /// @param c the address of the tile's first row
  /// @param cRow the bytes from one row of the tile to the next
  @NoAllocation
  public static void multiply(float[] left, int first, int inner, long b, long c, long cRow) {
    FloatVector y00 = FloatVector.zero(SPECIES);
    FloatVector y01 = FloatVector.zero(SPECIES);
    FloatVector y10 = FloatVector.zero(SPECIES);
    FloatVector y11 = FloatVector.zero(SPECIES);
    FloatVector y20 = FloatVector.zero(SPECIES);
    FloatVector y21 = FloatVector.zero(SPECIES);
    FloatVector y30 = FloatVector.zero(SPECIES);
    FloatVector y31 = FloatVector.zero(SPECIES);
    FloatVector y40 = FloatVector.zero(SPECIES);
    FloatVector y41 = FloatVector.zero(SPECIES);
    FloatVector y50 = FloatVector.zero(SPECIES);
    FloatVector y51 = FloatVector.zero(SPECIES);
    int end = first + TILE_ROWS * inner;
    long panel = b;
    for (int i = first; i < end; i += STEP) {
      long right = panel & ADDRESS_BITS;
      FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, ALL, right, ORDER);
      FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, ALL, right + VECTOR, ORDER);
      FloatVector a0 = FloatVector.broadcast(SPECIES, left[i]);
      y00 = a0.fma(b0, y00);
      y01 = a0.fma(b1, y01);
      VarHandle.loadLoadFence();
      FloatVector a1 = FloatVector.broadcast(SPECIES, left[i + 2]);
      y10 = a1.fma(b0, y10);
      y11 = a1.fma(b1, y11);
      VarHandle.loadLoadFence();
      FloatVector a2 = FloatVector.broadcast(SPECIES, left[i + 4]);
      y20 = a2.fma(b0, y20);
      y21 = a2.fma(b1, y21);
      VarHandle.loadLoadFence();
      FloatVector a3 = FloatVector.broadcast(SPECIES, left[i + 6]);
      y30 = a3.fma(b0, y30);
      y31 = a3.fma(b1, y31);
      VarHandle.loadLoadFence();
      FloatVector a4 = FloatVector.broadcast(SPECIES, left[i + 8]);
      y40 = a4.fma(b0, y40);
      y41 = a4.fma(b1, y41);
      VarHandle.loadLoadFence();
      FloatVector a5 = FloatVector.broadcast(SPECIES, left[i + 10]);
      y50 = a5.fma(b0, y50);
      y51 = a5.fma(b1, y51);
      VarHandle.loadLoadFence();
      FloatVector d0 = FloatVector.fromMemorySegment(SPECIES, ALL, right + 2 * VECTOR, ORDER);
      FloatVector d1 = FloatVector.fromMemorySegment(SPECIES, ALL, right + 3 * VECTOR, ORDER);
      FloatVector e0 = FloatVector.broadcast(SPECIES, left[i + 1]);
      y00 = e0.fma(d0, y00);
      y01 = e0.fma(d1, y01);
      VarHandle.loadLoadFence();
      FloatVector e1 = FloatVector.broadcast(SPECIES, left[i + 3]);
      y10 = e1.fma(d0, y10);
      y11 = e1.fma(d1, y11);
      VarHandle.loadLoadFence();
      FloatVector e2 = FloatVector.broadcast(SPECIES, left[i + 5]);
      y20 = e2.fma(d0, y20);
      y21 = e2.fma(d1, y21);
      VarHandle.loadLoadFence();
      FloatVector e3 = FloatVector.broadcast(SPECIES, left[i + 7]);
      y30 = e3.fma(d0, y30);
      y31 = e3.fma(d1, y31);
      VarHandle.loadLoadFence();
      FloatVector e4 = FloatVector.broadcast(SPECIES, left[i + 9]);
      y40 = e4.fma(d0, y40);
      y41 = e4.fma(d1, y41);
      VarHandle.loadLoadFence();
      FloatVector e5 = FloatVector.broadcast(SPECIES, left[i + 11]);
      y50 = e5.fma(d0, y50);
      y51 = e5.fma(d1, y51);
      VarHandle.loadLoadFence();
      panel += 4 * VECTOR;
    }
    TYPE.cast(y00).intoMemorySegment(ALL, c, ORDER);
    TYPE.cast(y01).intoMemorySegment(ALL, c + VECTOR, ORDER);
    TYPE.cast(y10).intoMemorySegment(ALL, c + cRow, ORDER);
    TYPE.cast(y11).intoMemorySegment(ALL, c + cRow + VECTOR, ORDER);
    TYPE.cast(y20).intoMemorySegment(ALL, c + 2 * cRow, ORDER);
    TYPE.cast(y21).intoMemorySegment(ALL, c + 2 * cRow + VECTOR, ORDER);
    TYPE.cast(y30).intoMemorySegment(ALL, c + 3 * cRow, ORDER);
    TYPE.cast(y31).intoMemorySegment(ALL, c + 3 * cRow + VECTOR, ORDER);
    TYPE.cast(y40).intoMemorySegment(ALL, c + 4 * cRow, ORDER);
    TYPE.cast(y41).intoMemorySegment(ALL, c + 4 * cRow + VECTOR, ORDER);
    TYPE.cast(y50).intoMemorySegment(ALL, c + 5 * cRow, ORDER);
    TYPE.cast(y51).intoMemorySegment(ALL, c + 5 * cRow + VECTOR, ORDER);
  }
}
