package dev.tenure.engine.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The vectors of floats that all loops use.
final class Floats {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /// The class of the vectors of floats, as the receiver of a vector that went round a loop: see
  /// the package.
  static final Class<? extends FloatVector> TYPE =
      SPECIES.vectorType().asSubclass(FloatVector.class);

  /// The classes of the vectors of integers that are as wide.
  static final Class<? extends IntVector> INT_TYPE =
      SPECIES.withLanes(int.class).vectorType().asSubclass(IntVector.class);

  static final Class<? extends ShortVector> SHORT_TYPE =
      SPECIES.withLanes(short.class).vectorType().asSubclass(ShortVector.class);

  /// The number of floats in a vector, and their bytes.
  static final int LANES = SPECIES.length();

  static final long VECTOR_BYTES = (long) LANES * Float.BYTES;

  /// Rotations by so many lanes, for sums of all of them.
  static final VectorShuffle<Float> BY_1 = rotation(1);

  static final VectorShuffle<Float> BY_2 = rotation(2);
  static final VectorShuffle<Float> BY_4 = rotation(4);
  static final VectorShuffle<Float> BY_8 = rotation(8);
  static final VectorShuffle<Float> BY_16 = rotation(16);
  static final VectorShuffle<Float> BY_32 = rotation(32);

  private Floats() {}

  private static VectorShuffle<Float> rotation(int lanes) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane + lanes) % LANES);
  }
}
