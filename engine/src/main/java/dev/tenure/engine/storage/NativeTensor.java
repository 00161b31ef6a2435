package dev.tenure.engine.storage;

import dev.tenure.annotations.NoAllocation;
import dev.tenure.tensor.Tensor;

/// A tensor in native memory: contiguous 32-bit floats in native byte order, row-major.
///
/// This is what kernels work on. Whoever uses an address keeps the tensor open meanwhile.
public interface NativeTensor extends Tensor {
  /// Returns where the first element is.
  ///
  /// @return an address, a multiple of 4, valid until the tensor's owner is closed
  /// @throws dev.tenure.tensor.ClosedTensorException if the tensor, or the owner of the memory that
  ///   it is a view of, was closed
  @NoAllocation
  long address();
}
