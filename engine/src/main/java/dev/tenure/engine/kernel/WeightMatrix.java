package dev.tenure.engine.kernel;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.engine.kernel.backend.PanelLayout;
import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.engine.kernel.scalar.BlockDecoder;
import dev.tenure.engine.kernel.scalar.PanelPacker;
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
/// Immutable; any number of threads may use one. It lives as long as the arena that it was packed
/// into.
public final class WeightMatrix {
  private static final int ALIGNMENT = 64;

  private final Arena arena;
  private final BlockFormat format;
  private final int outputs;
  private final int inputs;

  /// How the panels are laid out; nothing for 32-bit floats, whose panels are those of the tiles.
  private final @Nullable PanelLayout layout;

  private final int panelOutputs;
  private final long panelBytes;
  private final long address;

  private WeightMatrix(
      BlockFormat format, int outputs, int inputs, @Nullable PanelLayout layout, Arena arena) {
    this.arena = arena;
    this.format = format;
    this.outputs = outputs;
    this.inputs = inputs;
    this.layout = layout;
    this.panelOutputs = layout == null ? Backend.TILES.columns() : Backend.PANELS.lanes();
    this.panelBytes =
        layout == null
            ? (long) inputs * panelOutputs * Float.BYTES
            : layout.bytes(panelOutputs, inputs);
    this.address = arena.allocate(Math.max(1, byteSize()), ALIGNMENT).address();
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
    PanelPacker packer = new PanelPacker(panelOutputs);
    long panel = panel(output / panelOutputs);
    int lane = output % panelOutputs;
    switch (format) {
      case F32 -> packFloats(row, panel, lane);
      case F16 -> {
        if (layout == null) {
          packWidenedHalves(row, panel, lane);
        } else {
          packer.halves(row, inputs, panel, lane);
        }
      }
      case BF16 -> packer.halves(row, inputs, panel, lane);
      case Q8_0 -> packer.q8(row, inputs, panel, lane);
      case Q4_0 -> packer.q4(row, inputs, panel, lane);
      case Q4_K -> packer.q4k(row, inputs, panel, lane);
      case Q6_K -> packer.q6k(row, inputs, panel, lane);
    }
  }

  private void packFloats(long row, long panel, int lane) {
    for (int k = 0; k < inputs; k++) {
      RawMemory.setFloat(panel, (long) k * panelOutputs + lane, RawMemory.getFloat(row, k));
    }
  }

  private void packWidenedHalves(long row, long panel, int lane) {
    for (int k = 0; k < inputs; k++) {
      RawMemory.setFloat(panel, (long) k * panelOutputs + lane, BlockDecoder.half(row + 2L * k));
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

  /// Returns where a panel is.
  @NoAllocation
  long panel(int index) {
    return address + index * panelBytes;
  }

  /// Checks that the memory is still there.
  @NoAllocation
  void requireAlive() {
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException("the arena of the packed weights was closed");
    }
  }
}
