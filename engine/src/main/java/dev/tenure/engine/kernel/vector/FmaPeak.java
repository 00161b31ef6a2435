package dev.tenure.engine.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Multiply-adds on registers alone, in ten chains, which is more than the latency of one times the
/// number that begin in a cycle.
public final class FmaPeak {
  private static final VectorSpecies<Float> SPECIES = Floats.SPECIES;
  private static final int CHAINS = 10;

  private FmaPeak() {}

  /// Returns the number of floating point operations of a step of [#run].
  ///
  /// @return operations
  public static int operations() {
    return CHAINS * 2 * Floats.LANES;
  }

  /// Runs the chains.
  ///
  /// @param steps how often
  /// @return a number that depends on all of them
  public static float run(int steps) {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector y = FloatVector.broadcast(SPECIES, 1e-9f);
    FloatVector a = FloatVector.broadcast(SPECIES, 0.1f);
    FloatVector b = FloatVector.broadcast(SPECIES, 0.2f);
    FloatVector c = FloatVector.broadcast(SPECIES, 0.3f);
    FloatVector d = FloatVector.broadcast(SPECIES, 0.4f);
    FloatVector e = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector f = FloatVector.broadcast(SPECIES, 0.6f);
    FloatVector g = FloatVector.broadcast(SPECIES, 0.7f);
    FloatVector h = FloatVector.broadcast(SPECIES, 0.8f);
    FloatVector i = FloatVector.broadcast(SPECIES, 0.9f);
    FloatVector j = FloatVector.broadcast(SPECIES, 1.1f);
    for (int step = 0; step < steps; step++) {
      a = x.fma(y, a);
      b = x.fma(y, b);
      c = x.fma(y, c);
      d = x.fma(y, d);
      e = x.fma(y, e);
      f = x.fma(y, f);
      g = x.fma(y, g);
      h = x.fma(y, h);
      i = x.fma(y, i);
      j = x.fma(y, j);
    }
    FloatVector sum =
        Floats.TYPE.cast(a).add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j);
    return sum.lane(0);
  }
}
