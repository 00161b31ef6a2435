package dev.tenure.engine.kernel.vector;

import dev.tenure.engine.kernel.backend.PanelKernels;
import dev.tenure.engine.kernel.backend.PanelLayout;
import dev.tenure.engine.kernel.scalar.ScalarPanels;

/// Products with panels on the Vector API.
public final class VectorPanels implements PanelKernels {
  private final ScalarPanels scalar = new ScalarPanels(Floats.LANES);

  /// Creates the loops, which have no state.
  public VectorPanels() {}

  @Override
  public int lanes() {
    return Floats.LANES;
  }

  @Override
  public void float16(long panel, long x, int columns, long y) {
    scalar.float16(panel, x, columns, y);
  }

  @Override
  public void bfloat16(long panel, long x, int columns, long y) {
    scalar.bfloat16(panel, x, columns, y);
  }

  @Override
  public void q8(long panel, long x, long scales, int columns, long y) {
    scalar.q8(panel, x, scales, columns, y);
  }

  @Override
  public void q4(long panel, long x, long scales, long sums, int columns, long y) {
    scalar.q4(panel, x, scales, sums, columns, y);
  }

  @Override
  public void q4k(long panel, long x, long scales, long sums, int columns, long y) {
    scalar.q4k(panel, x, scales, sums, columns, y);
  }

  @Override
  public void q6k(long panel, long x, long scales, int columns, long y) {
    scalar.q6k(panel, x, scales, columns, y);
  }

  @Override
  public void unpack(PanelLayout layout, long panel, int first, int columns, long to, long stride) {
    scalar.unpack(layout, panel, first, columns, to, stride);
  }

  @Override
  public void quantize(long x, int columns, long quants, long scales, long sums) {
    scalar.quantize(x, columns, quants, scales, sums);
  }
}
