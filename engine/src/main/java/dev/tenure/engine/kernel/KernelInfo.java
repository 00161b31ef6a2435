package dev.tenure.engine.kernel;

/// What the kernels run on, for programs to print when they start.
public final class KernelInfo {
  /// The system property that makes kernels do without the Vector API if it is `true`.
  public static final String SCALAR_PROPERTY = "dev.tenure.kernel.scalar";

  private KernelInfo() {}

  /// Returns the width of the vectors that the kernels use.
  ///
  /// @return bits, such as 256; 32 where the Vector API is absent
  public static int vectorBits() {
    return Backend.VECTOR ? Backend.PANELS.lanes() * Float.SIZE : Float.SIZE;
  }

  /// Returns what the kernels run on, in words.
  ///
  /// @return such as `Vector API, 256-bit vectors`
  public static String description() {
    return Backend.VECTOR
        ? "Vector API, %d-bit vectors".formatted(vectorBits())
        : "plain Java, no vectors";
  }
}
