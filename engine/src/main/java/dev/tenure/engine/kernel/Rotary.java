package dev.tenure.engine.kernel;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Overwrites;
import dev.tenure.engine.kernel.backend.RawMemory;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.util.Objects;

/// Rotary position embedding (Su et al., arXiv:2104.09864): pairs of elements of each head are
/// turned by angles that grow with the position.
///
/// The cosines and sines of all positions are computed once. Scaled variants (linear, NTK, YaRN,
/// Llama 3) are other frequencies, and for YaRN a magnitude. Immutable; any number of threads may
/// use one. It lives as long as the arena that it was made in.
public final class Rotary {
  private final Arena arena;
  private final RotaryLayout layout;
  private final int pairs;
  private final int positions;
  private final long cosines;
  private final long sines;

  private Rotary(Arena arena, RotaryLayout layout, int pairs, int positions) {
    this.arena = arena;
    this.layout = layout;
    this.pairs = pairs;
    this.positions = positions;
    long bytes = Math.max(1, (long) positions * pairs) * Float.BYTES;
    this.cosines = arena.allocate(bytes, 64).address();
    this.sines = arena.allocate(bytes, 64).address();
  }

  /// Computes the cosines and sines.
  ///
  /// @param layout which elements are turned together
  /// @param frequencies the angle for each pair from one position to the next, in radians: plainly
  ///   `base^(-2i/width)`. The elements of a head beyond twice their number are not turned
  /// @param magnitude what turned elements are multiplied by: 1 but for YaRN
  /// @param positions how many positions, which takes 8 bytes for each of them and each pair
  /// @param arena gives the memory, and ends the table when it closes
  /// @return the table
  public static Rotary of(
      RotaryLayout layout, float[] frequencies, float magnitude, int positions, Arena arena) {
    Rotary rotary = new Rotary(arena, layout, frequencies.length, positions);
    for (int position = 0; position < positions; position++) {
      for (int i = 0; i < frequencies.length; i++) {
        long index = (long) position * frequencies.length + i;
        double angle = (double) position * frequencies[i];
        RawMemory.setFloat(rotary.cosines, index, (float) (magnitude * Math.cos(angle)));
        RawMemory.setFloat(rotary.sines, index, (float) (magnitude * Math.sin(angle)));
      }
    }
    return rotary;
  }

  /// Turns the heads of tokens at positions one after the other.
  ///
  /// @param input `[tokens, heads · width]`
  /// @param heads the number of heads
  /// @param firstPosition the position of the first token
  /// @param output `[tokens, heads · width]`; may be the input
  /// @throws IllegalArgumentException if the shapes do not fit, a tensor is on the heap, or the
  ///   output overlaps with a part of the input
  /// @throws IndexOutOfBoundsException if the table ends before the last token
  /// @throws IllegalStateException if the table's arena was closed
  @NoAllocation
  public void apply(
      Tensor input, int heads, int firstPosition, @Overwrites @MayAlias Tensor output) {
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException("the arena of the rotary table was closed");
    }
    Guard.requireRank("input", input, 2);
    Guard.requireSameShape("output", output, input);
    Guard.requireSameOrDisjoint("output", output, "input", input);
    int tokens = input.shape().dimension(0);
    int columns = input.shape().dimension(1);
    if (heads < 1 || columns % heads != 0 || columns / heads < 2 * pairs) {
      throw new IllegalArgumentException(
          "%d columns are not %d heads of %d elements or more"
              .formatted(columns, heads, 2 * pairs));
    }
    Objects.checkFromIndexSize(firstPosition, tokens, positions);
    long x = Guard.address("input", input);
    long y = Guard.address("output", output);
    if (x != y) {
      RawMemory.copy(x, y, (long) tokens * columns * Float.BYTES);
    }
    turn(y, tokens, heads, columns / heads, firstPosition);
  }

  @NoAllocation
  private void turn(long y, int tokens, int heads, int width, int firstPosition) {
    for (int token = 0; token < tokens; token++) {
      long offset = (long) (firstPosition + token) * pairs * Float.BYTES;
      for (int head = 0; head < heads; head++) {
        long elements = y + ((long) token * heads + head) * width * Float.BYTES;
        switch (layout) {
          case PAIRS -> Backend.ROWS.rotatePairs(elements, cosines + offset, sines + offset, pairs);
          case HALVES ->
              Backend.ROWS.rotateHalves(elements, cosines + offset, sines + offset, pairs);
        }
      }
    }
  }
}
