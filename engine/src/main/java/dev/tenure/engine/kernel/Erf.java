package dev.tenure.engine.kernel;

import jdk.incubator.vector.FloatVector;

/// The error function on vectors.
final class Erf {
  /// Beyond it, erf is 1 to the last bit of a float.
  private static final float BOUND = 4;

  private Erf() {}

  /// Returns erf of each lane, off by less than 5e-7.
  ///
  /// A rational function of the argument: an odd polynomial of degree 13 over an even one of degree
  /// 8, fitted over [-4, 4]. The coefficients are those of the float version in the Eigen library
  /// (`Eigen/src/Core/MathFunctionsImpl.h`).
  static FloatVector of(FloatVector argument) {
    FloatVector x = argument.max(-BOUND).min(BOUND);
    FloatVector square = x.mul(x);
    FloatVector numerator =
        constant(-2.72614225801306e-10)
            .fma(square, constant(2.77068142495902e-08))
            .fma(square, constant(-2.10102402082508e-06))
            .fma(square, constant(-5.69250639462346e-05))
            .fma(square, constant(-7.34990630326855e-04))
            .fma(square, constant(-2.95459980854025e-03))
            .fma(square, constant(-1.60960333262415e-02))
            .mul(x);
    FloatVector denominator =
        constant(-1.45660718464996e-05)
            .fma(square, constant(-2.13374055278905e-04))
            .fma(square, constant(-1.68282697438203e-03))
            .fma(square, constant(-7.37332916720468e-03))
            .fma(square, constant(-1.42647390514189e-02));
    return numerator.div(denominator);
  }

  private static FloatVector constant(double value) {
    return FloatVector.broadcast(Floats.SPECIES, (float) value);
  }
}
