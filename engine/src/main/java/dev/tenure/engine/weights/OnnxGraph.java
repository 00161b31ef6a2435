package dev.tenure.engine.weights;

import java.util.List;
import java.util.Map;

/// What [OnnxReader] found in a file.
///
/// @param nodes the operations in the order of the file
/// @param initializers the stored tensors by their names
/// @param constants the values of `Constant` nodes by the names of their outputs
record OnnxGraph(
    List<OnnxNode> nodes, Map<String, OnnxTensor> initializers, Map<String, OnnxTensor> constants) {
  OnnxGraph {
    nodes = List.copyOf(nodes);
    initializers = Map.copyOf(initializers);
    constants = Map.copyOf(constants);
  }
}
