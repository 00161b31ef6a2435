package dev.tenure.engine.kernel;

import dev.tenure.annotations.MayAlias;
import dev.tenure.annotations.NoAllocation;
import dev.tenure.annotations.Overwrites;
import dev.tenure.tensor.Tensor;

/// Activation functions.
public final class Activation {
  private Activation() {}

  /// The Gaussian error linear unit in its exact form: `x · Φ(x) = x/2 · (1 + erf(x/√2))`
  /// (Hendrycks and Gimpel, arXiv:1606.08415). The error of erf is less than 5e-7.
  ///
  /// @param input of any shape
  /// @param output of the same shape; may be the input
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, or the output
  ///   overlaps with a part of the input
  @NoAllocation
  public static void gelu(Tensor input, @Overwrites @MayAlias Tensor output) {
    apply(ActivationFunction.GELU, input, output);
  }

  /// The approximation of the Gaussian error linear unit by tanh: `x/2 · (1 + tanh(√(2/π) · (x +
  /// 0.044715 x³)))` (section 2 of the same paper).
  ///
  /// @param input of any shape
  /// @param output of the same shape; may be the input
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, or the output
  ///   overlaps with a part of the input
  @NoAllocation
  public static void geluTanh(Tensor input, @Overwrites @MayAlias Tensor output) {
    apply(ActivationFunction.GELU_TANH, input, output);
  }

  /// The sigmoid linear unit: `x / (1 + exp(-x))`.
  ///
  /// @param input of any shape
  /// @param output of the same shape; may be the input
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, or the output
  ///   overlaps with a part of the input
  @NoAllocation
  public static void silu(Tensor input, @Overwrites @MayAlias Tensor output) {
    apply(ActivationFunction.SILU, input, output);
  }

  @NoAllocation
  private static void apply(
      ActivationFunction function, Tensor input, @Overwrites @MayAlias Tensor output) {
    Guard.requireSameShape("output", output, input);
    Guard.requireSameOrDisjoint("output", output, "input", input);
    function.apply(
        Guard.address("input", input),
        Guard.address("output", output),
        input.shape().elementCount());
  }

  /// A gated linear unit: `activation(gate) · up`, element by element, such as SwiGLU (Shazeer,
  /// arXiv:2002.05202).
  ///
  /// @param function the activation
  /// @param gate of any shape
  /// @param up of the same shape
  /// @param output of the same shape; may be the gate
  /// @throws IllegalArgumentException if the shapes differ, a tensor is on the heap, or the output
  ///   overlaps with `up` or with a part of the gate
  @NoAllocation
  public static void gated(
      ActivationFunction function, Tensor gate, Tensor up, @Overwrites @MayAlias Tensor output) {
    Guard.requireSameShape("up", up, gate);
    Guard.requireSameShape("output", output, gate);
    Guard.requireSameOrDisjoint("output", output, "gate", gate);
    Guard.requireDisjoint("output", output, "up", up);
    long y = Guard.address("output", output);
    long count = gate.shape().elementCount();
    function.apply(Guard.address("gate", gate), y, count);
    Backend.ROWS.multiply(y, Guard.address("up", up), y, count);
  }
}
