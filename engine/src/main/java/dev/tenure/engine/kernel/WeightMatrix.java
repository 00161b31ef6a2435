package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.PanelLayout;
import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.engine.kernel.scalar.BlockDecoder;
import dev.tenure.engine.kernel.scalar.PanelPacker;
import dev.tenure.engine.storage.LargePages;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/// The weights of a linear layer in the order in which [MatMul] reads them.
///
/// A panel holds as many outputs as a vector has lanes (two vectors of them for 32-bit floats),
/// interleaved, so that the innermost loop reads memory from front to back and never sums across a
/// vector. Quantised weights stay quantised; [the panels' layouts][PanelLayout] take 9 (Q8_0), 5
/// (Q4_0), 4.75 (Q4_K) and 8.6 (Q6_K) bits a weight. The last panel is filled up with zeros.
/// Packing costs one pass, so weights are packed once, when they are loaded.
///
/// Panels of other formats than 32-bit floats stand in groups: the first [#CHUNK] inputs of all
/// panels of a group, then the next, and so on. In this order they are read from front to back,
/// which memory is fastest at, and yet the activations of a chunk are used by a whole group before
/// the weights push them out of the first-level cache. Without groups, a product of a 4096 x 12288
/// or larger matrix in Q8_0 and a vector took 1.4 times as long on one thread of Zen 4, as most
/// activations were fetched from the second-level cache again for each panel.
///
/// Immutable; any number of threads may use one. It lives as long as the arena that it was packed
/// into.
public final class WeightMatrix {
  /// The inputs of a panel that stand together: few enough that a panel's weights and the
  /// activations of some rows fit into a first-level cache, and whole blocks of every format.
  static final int CHUNK = 512;

  /// The outputs of a group of panels, a multiple of all panels'.
  static final int GROUP = 64;

  private static final int ALIGNMENT = 64;

  private final Arena arena;
  private final BlockFormat format;
  private final int outputs;
  private final int inputs;

  /// How the panels are laid out; nothing for 32-bit floats, whose panels are those of the tiles.
  private final @Nullable PanelLayout layout;

  private final int panelOutputs;
  private final long panelBytes;

  /// The bytes of a panel's chunks: of all but the last, and of the last.
  private final long chunkBytes;

  private final long lastChunkBytes;
  private final long address;

  private WeightMatrix(
      BlockFormat format, int outputs, int inputs, @Nullable PanelLayout layout, Arena arena) {
    this.arena = arena;
    this.format = format;
    this.outputs = outputs;
    this.inputs = inputs;
    this.layout = layout;
    this.panelOutputs = layout == null ? Backend.TILES.columns() : Backend.PANELS.lanes();
    this.panelBytes = panelBytes(inputs);
    this.chunkBytes = panelBytes(CHUNK);
    this.lastChunkBytes = panelBytes - inputs / CHUNK * chunkBytes;
    this.address = LargePages.allocate(arena, Math.max(1, byteSize()), ALIGNMENT).address();
  }

  private long panelBytes(int columns) {
    // Tiles of floats take two inputs at a time: of an odd number the last one stands beside zeros.
    return layout == null
        ? (long) (columns + columns % 2) * panelOutputs * Float.BYTES
        : layout.bytes(panelOutputs, columns);
  }

  /// Packs a matrix.
  ///
  /// @param source the weights, a row for each output; not needed any more afterwards
  /// @param arena gives the memory, and ends the packed weights when it closes
  /// @return the packed weights
  /// @throws IllegalStateException if the source's arena was closed
  public static WeightMatrix pack(BlockMatrix source, Arena arena) {
    WeightMatrix packed =
        new WeightMatrix(source.format(), source.rows(), source.columns(), layoutOf(source), arena);
    for (int output = 0; output < source.rows(); output++) {
      packed.packRow(source.row(output), output);
    }
    return packed;
  }

  /// Packs a matrix of bytes with scales. They stay bytes, with a scale for every 32 inputs of an
  /// output as [BlockFormat#Q8_0] has, but in 32 bits; so products differ from those with the
  /// matrix's floats only by what rounding the activations of a few rows makes.
  ///
  /// @param source the weights; not needed any more afterwards
  /// @param arena gives the memory, and ends the packed weights when it closes
  /// @return the packed weights
  /// @throws IllegalArgumentException if they are not [packable][IntegerMatrix#isPackable()]
  /// @throws IllegalStateException if the source's arena was closed
  public static WeightMatrix pack(IntegerMatrix source, Arena arena) {
    if (!source.isPackable()) {
      throw new IllegalArgumentException(
          "%d inputs are no whole number of blocks of 32, or bytes without their zero points are"
                  .formatted(source.inputs())
              + " not -128 to 127; pack the matrix as floats");
    }
    WeightMatrix packed =
        new WeightMatrix(
            BlockFormat.Q8_0, source.outputs(), source.inputs(), PanelLayout.Q8, arena);
    for (int output = 0; output < source.outputs(); output++) {
      packed.packOutput(source, output);
    }
    return packed;
  }

  private void packOutput(IntegerMatrix source, int output) {
    PanelPacker packer = new PanelPacker(panelOutputs);
    byte[] weights = new byte[CHUNK];
    for (int k = 0; k < inputs; k += CHUNK) {
      int columns = Math.min(CHUNK, inputs - k);
      for (int i = 0; i < columns; i++) {
        weights[i] = (byte) source.element(k + i, output);
      }
      int lane = output % panelOutputs;
      packer.bytes(weights, columns, source.scale(output), chunk(output, k), lane);
    }
  }

  /// Packs a matrix of 32-bit floats that has a column for each output, as ONNX files have.
  ///
  /// @param weights `[inputs, outputs]`; not needed any more afterwards
  /// @param arena gives the memory, and ends the packed weights when it closes
  /// @return the packed weights
  /// @throws IllegalArgumentException if the weights are not a native matrix
  public static WeightMatrix packTransposed(Tensor weights, Arena arena) {
    Guard.requireRank("weights", weights, 2);
    int inputs = weights.shape().dimension(0);
    int outputs = weights.shape().dimension(1);
    long from = Guard.address("weights", weights);
    WeightMatrix packed = new WeightMatrix(BlockFormat.F32, outputs, inputs, null, arena);
    long rowBytes = (long) outputs * Float.BYTES;
    for (int output = 0; output < outputs; output += packed.panelOutputs) {
      Backend.TILES.pack(
          from + (long) output * Float.BYTES,
          rowBytes,
          inputs,
          Math.min(packed.panelOutputs, outputs - output),
          packed.panel(output / packed.panelOutputs));
    }
    return packed;
  }

  /// Half-precision kernels are exact for finite numbers only, so a matrix with others is widened.
  private static @Nullable PanelLayout layoutOf(BlockMatrix source) {
    return switch (source.format()) {
      case F32 -> null;
      case F16 -> hasOnlyFiniteHalves(source) ? PanelLayout.FLOAT16 : null;
      case BF16 -> PanelLayout.BFLOAT16;
      case Q8_0 -> PanelLayout.Q8;
      case Q4_0 -> PanelLayout.Q4;
      case Q4_K -> PanelLayout.Q4_K;
      case Q6_K -> PanelLayout.Q6_K;
    };
  }

  private static boolean hasOnlyFiniteHalves(BlockMatrix source) {
    for (int row = 0; row < source.rows(); row++) {
      long address = source.row(row);
      for (int i = 0; i < source.columns(); i++) {
        if ((RawMemory.getShort(address + 2L * i) & 0x7c00) == 0x7c00) {
          return false;
        }
      }
    }
    return true;
  }

  private void packRow(long row, int output) {
    int lane = output % panelOutputs;
    if (layout == null) {
      packFloats(row, panel(output / panelOutputs), lane);
      return;
    }
    PanelPacker packer = new PanelPacker(panelOutputs);
    for (int k = 0; k < inputs; k += CHUNK) {
      int columns = Math.min(CHUNK, inputs - k);
      packChunk(packer, row + format.rowBytes(k), columns, chunk(output, k), lane);
    }
  }

  private void packChunk(PanelPacker packer, long row, int columns, long chunk, int lane) {
    switch (format) {
      case F16, BF16 -> packer.halves(row, columns, chunk, lane);
      case Q8_0 -> packer.q8(row, columns, chunk, lane);
      case Q4_0 -> packer.q4(row, columns, chunk, lane);
      case Q4_K -> packer.q4k(row, columns, chunk, lane);
      case Q6_K -> packer.q6k(row, columns, chunk, lane);
      case F32 -> throw new IllegalStateException("32-bit floats stand in no chunks");
    }
  }

  private void packFloats(long row, long panel, int lane) {
    for (int k = 0; k < inputs; k++) {
      float weight =
          format == BlockFormat.F32 ? RawMemory.getFloat(row, k) : BlockDecoder.half(row + 2L * k);
      RawMemory.setFloat(panel, (long) k * panelOutputs + lane, weight);
    }
  }

  /// Returns the format of the weights before they were packed.
  ///
  /// @return the format
  @NoAllocation
  public BlockFormat format() {
    return format;
  }

  /// Returns the number of outputs of the linear layer.
  ///
  /// @return the rows of the matrix that was packed
  @NoAllocation
  public int outputs() {
    return outputs;
  }

  /// Returns the number of inputs of the linear layer.
  ///
  /// @return the columns of the matrix that was packed
  @NoAllocation
  public int inputs() {
    return inputs;
  }

  /// Returns the memory that the packed weights take.
  ///
  /// @return bytes
  public long byteSize() {
    return panelBytes * ((outputs + panelOutputs - 1) / panelOutputs);
  }

  @NoAllocation
  @Nullable PanelLayout layout() {
    return layout;
  }

  int panelOutputs() {
    return panelOutputs;
  }

  /// Returns the bytes from one panel of 32-bit floats to the next.
  @NoAllocation
  long panelBytes() {
    return panelBytes;
  }

  /// Returns where a panel of 32-bit floats is.
  @NoAllocation
  long panel(int index) {
    return address + index * panelBytes;
  }

  /// Returns where a chunk of a panel of another format is.
  ///
  /// @param output an output of the panel
  /// @param input the chunk's first input
  @NoAllocation
  long chunk(int output, int input) {
    int group = output / GROUP;
    int inGroup = output % GROUP / panelOutputs;
    int groupOutputs = Math.min(GROUP, outputs - group * GROUP);
    int panelsOfGroup = (groupOutputs + panelOutputs - 1) / panelOutputs;
    long bytes = input + CHUNK <= inputs ? chunkBytes : lastChunkBytes;
    return panel(group * (GROUP / panelOutputs))
        + input / CHUNK * chunkBytes * panelsOfGroup
        + inGroup * bytes;
  }

  /// Checks that the memory is still there.
  @NoAllocation
  void requireAlive() {
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException("the arena of the packed weights was closed");
    }
  }
}
