package dev.tenure.engine.weights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What [OnnxReader] found in a file.
///
/// @param nodes the operations in the order of the file
/// @param initializers the stored tensors by their names
/// @param constants the values of `Constant` nodes by the names of their outputs
record OnnxGraph(
    List<OnnxNode> nodes, Map<String, OnnxTensor> initializers, Map<String, OnnxTensor> constants) {

  static OnnxGraph of(List<OnnxNode> nodes, Map<String, OnnxTensor> initializers) {
    Map<String, OnnxTensor> constants = new HashMap<>();
    for (OnnxNode node : nodes) {
      OnnxTensor value = node.value();
      if (value != null && node.operator().equals("Constant")) {
        node.outputs().forEach(output -> constants.put(output, value));
      }
    }
    return new OnnxGraph(List.copyOf(nodes), Map.copyOf(initializers), Map.copyOf(constants));
  }
}
