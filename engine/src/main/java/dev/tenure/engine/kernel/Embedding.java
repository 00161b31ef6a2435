package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Overwrites;
import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.engine.kernel.scalar.BlockDecoder;
import dev.tenure.tensor.Tensor;
import java.util.Objects;

/// The look-up of vectors by id.
public final class Embedding {
  private Embedding() {}

  /// Copies the table's row of each id.
  ///
  /// @param table `[vocabulary, n]`
  /// @param ids row numbers of the table
  /// @param output `[ids, n]`
  /// @throws IndexOutOfBoundsException if the table has no such row; nothing was written then
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with the table
  @NoAllocation
  public static void lookup(Tensor table, int[] ids, @Overwrites Tensor output) {
    Guard.requireRank("table", table, 2);
    int length = table.shape().dimension(1);
    Guard.requireMatrix("output", output, ids.length, length);
    Guard.requireDisjoint("output", output, "table", table);
    requireRows(ids, 0, ids.length, table.shape().dimension(0));
    long from = Guard.address("table", table);
    long to = Guard.address("output", output);
    long rowBytes = (long) length * Float.BYTES;
    for (int i = 0; i < ids.length; i++) {
      RawMemory.copy(from + ids[i] * rowBytes, to + i * rowBytes, rowBytes);
    }
  }

  /// Decodes the table's row of each of some ids.
  ///
  /// @param table a row for each word of the vocabulary, in any format
  /// @param ids row numbers of the table
  /// @param from the first id that counts
  /// @param count how many ids count
  /// @param output `[count, columns]`
  /// @throws IndexOutOfBoundsException if there are no such ids, or the table has no such row;
  ///   nothing was written then
  /// @throws IllegalArgumentException if the shape does not fit or the output is on the heap
  /// @throws IllegalStateException if the table's arena was closed
  @NoAllocation
  public static void lookup(
      BlockMatrix table, int[] ids, int from, int count, @Overwrites Tensor output) {
    Guard.requireMatrix("output", output, count, table.columns());
    Objects.checkFromIndexSize(from, count, ids.length);
    requireRows(ids, from, count, table.rows());
    long to = Guard.address("output", output);
    for (int i = 0; i < count; i++) {
      decode(table, table.row(ids[from + i]), to + (long) i * table.columns() * Float.BYTES);
    }
  }

  @NoAllocation
  private static void requireRows(int[] ids, int from, int count, int rows) {
    for (int i = from; i < from + count; i++) {
      if (ids[i] < 0 || ids[i] >= rows) {
        throw new IndexOutOfBoundsException(
            "no row %d in a table of %d rows".formatted(ids[i], rows));
      }
    }
  }

  @NoAllocation
  private static void decode(BlockMatrix table, long row, long to) {
    int columns = table.columns();
    BlockFormat format = table.format();
    switch (format) {
      case F32 -> RawMemory.copy(row, to, (long) columns * Float.BYTES);
      case F16 -> BlockDecoder.float16(row, to, columns);
      case BF16 -> BlockDecoder.bfloat16(row, to, columns);
      case Q8_0, Q4_0, Q4_K, Q6_K -> {
        for (int i = 0; i < columns / format.blockElements(); i++) {
          long target = to + (long) i * format.blockElements() * Float.BYTES;
          block(format, row + (long) i * format.blockBytes(), target);
        }
      }
    }
  }

  private static void block(BlockFormat format, long block, long to) {
    switch (format) {
      case Q8_0 -> BlockDecoder.q8(block, to);
      case Q4_0 -> BlockDecoder.q4(block, to);
      case Q4_K -> BlockDecoder.q4k(block, to);
      case Q6_K -> BlockDecoder.q6k(block, to);
      case F32, F16, BF16 -> throw new IllegalArgumentException(format + " has no blocks");
    }
  }
}
