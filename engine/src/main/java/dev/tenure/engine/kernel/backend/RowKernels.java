package dev.tenure.engine.kernel.backend;

import dev.tenure.annotations.NoAllocation;

/// Loops over rows of floats. All arguments are addresses, counts and constants; a destination may
/// be the same memory as an input, element for element.
public interface RowKernels {
  /// Computes `y = a + b`.
  ///
  /// @param a an input
  /// @param b an input
  /// @param y the destination
  /// @param count how many elements
  @NoAllocation
  void add(long a, long b, long y, long count);

  /// Computes `y = a · b`, element by element.
  ///
  /// @param a an input
  /// @param b an input
  /// @param y the destination
  /// @param count how many elements
  @NoAllocation
  void multiply(long a, long b, long y, long count);

  /// Computes `y = x · factor`.
  ///
  /// @param x the input
  /// @param factor what each element is multiplied by
  /// @param y the destination
  /// @param count how many elements
  @NoAllocation
  void scale(long x, float factor, long y, long count);

  /// Computes `y = x / divisor`.
  ///
  /// @param x the input
  /// @param divisor what each element is divided by
  /// @param y the destination
  /// @param count how many elements
  @NoAllocation
  void divide(long x, float divisor, long y, long count);

  /// Computes the error function.
  ///
  /// @param x the input
  /// @param y the destination
  /// @param count how many elements
  @NoAllocation
  void erf(long x, long y, long count);

  /// Computes the Gaussian error linear unit `y = x/2 · (1 + erf(x/√2))`.
  ///
  /// @param x the input
  /// @param y the destination
  /// @param count how many elements
  @NoAllocation
  void gelu(long x, long y, long count);

  /// Computes `y = x / (1 + exp(-(linear · x + cubic · x³)))`: SiLU where cubic is 0, and the
  /// approximation of GELU by tanh.
  ///
  /// @param x the input
  /// @param linear the factor of x
  /// @param cubic the factor of x³
  /// @param y the destination
  /// @param count how many elements
  @NoAllocation
  void sigmoidUnit(long x, float linear, float cubic, long y, long count);

  /// Returns the largest element, or negative infinity of none.
  ///
  /// @param x the input
  /// @param count how many elements
  /// @return the largest; NaN if there is one
  @NoAllocation
  float largest(long x, int count);

  /// Computes `y = exp(x - shift)`.
  ///
  /// @param x the input
  /// @param shift what is subtracted first
  /// @param y the destination
  /// @param count how many elements
  /// @return the sum of the results
  @NoAllocation
  float exponentials(long x, float shift, long y, int count);

  /// Returns the sum.
  ///
  /// @param x the input
  /// @param count how many elements
  /// @return the sum
  @NoAllocation
  float sum(long x, int count);

  /// Returns the sum of the squares of `x - mean`.
  ///
  /// @param x the input
  /// @param mean what is subtracted first
  /// @param count how many elements
  /// @return the sum
  @NoAllocation
  float squaredDeviations(long x, float mean, int count);

  /// Returns the sum of products.
  ///
  /// @param a an input
  /// @param b an input
  /// @param count how many elements
  /// @return the sum
  @NoAllocation
  float dot(long a, long b, int count);

  /// Computes `y = (x - mean) · scale · gain + bias`.
  ///
  /// @param x the input
  /// @param mean what is subtracted first
  /// @param scale what is multiplied by then
  /// @param gain the address of a factor for each element
  /// @param bias the address of a summand for each element
  /// @param y the destination
  /// @param count how many elements
  @NoAllocation
  void normalize(long x, float mean, float scale, long gain, long bias, long y, int count);

  /// Computes `y = x · scale · gain`.
  ///
  /// @param x the input
  /// @param scale the factor of all elements
  /// @param gain the address of a factor for each element
  /// @param y the destination
  /// @param count how many elements
  @NoAllocation
  void scaleByGain(long x, float scale, long gain, long y, int count);

  /// Computes `y = y + x · factor`.
  ///
  /// @param x the input
  /// @param factor what each element is multiplied by
  /// @param y the destination, which is read as well
  /// @param count how many elements
  @NoAllocation
  void addScaled(long x, float factor, long y, int count);

  /// Turns pairs `(x[i], x[i + pairs])` by the angles whose cosines and sines are given.
  ///
  /// @param x input and destination
  /// @param cos the address of a cosine for each pair
  /// @param sin the address of a sine for each pair
  /// @param pairs how many pairs
  @NoAllocation
  void rotateHalves(long x, long cos, long sin, int pairs);

  /// Turns pairs `(x[2i], x[2i + 1])` by the angles whose cosines and sines are given.
  ///
  /// @param x input and destination
  /// @param cos the address of a cosine for each pair
  /// @param sin the address of a sine for each pair
  /// @param pairs how many pairs
  @NoAllocation
  void rotatePairs(long x, long cos, long sin, int pairs);

  /// Widens half-precision floats.
  ///
  /// @param x their address
  /// @param y the destination, floats
  /// @param count how many
  @NoAllocation
  void widenHalves(long x, long y, int count);

  /// Multiplies signed bytes by a scale each.
  ///
  /// @param x the bytes' address
  /// @param scales the address of a float for each
  /// @param y the destination, floats
  /// @param count how many
  @NoAllocation
  void scaleBytes(long x, long scales, long y, int count);

  /// Multiplies signed bytes by one scale.
  ///
  /// @param x the bytes' address
  /// @param scale the scale
  /// @param y the destination, floats
  /// @param count how many
  @NoAllocation
  void scaleBytes(long x, float scale, long y, int count);
}
