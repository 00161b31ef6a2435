/// Lifetime annotations, and the tensor, scope and pool types that people program against.
///
/// The module holds contracts only. An implementation of the pool (`dev.tenure.engine` is one) is
/// found through [dev.tenure.memory.TensorPoolProvider].
module dev.tenure {
  requires static org.jspecify;

  exports dev.tenure.annotations;
  exports dev.tenure.memory;
  exports dev.tenure.tensor;

  uses dev.tenure.memory.TensorPoolProvider;
}
