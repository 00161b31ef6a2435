package dev.tenure.engine.weights;

import java.util.Map;

/// A file of named tensors, or several that belong together.
public sealed interface TensorFile permits GgufFile, SafetensorsFile, ShardedSafetensors {
  /// Returns the file's name, or that of the index of several.
  ///
  /// @return the name that messages use
  String name();

  /// Returns the tensors by name.
  ///
  /// @return the tensors, valid as long as the arena that the file was opened in
  Map<String, StoredTensor> tensors();
}
