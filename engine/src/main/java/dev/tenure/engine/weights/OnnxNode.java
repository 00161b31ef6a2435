package dev.tenure.engine.weights;

import java.util.List;

/// One operation of an ONNX graph.
///
/// @param name its name; PyTorch derives it from the module that it came from
/// @param operator the operation, such as `MatMul`
/// @param inputs the names of what it reads, in order; an empty one stands for an optional input
///   that is left out
/// @param outputs the names of what it gives, in order
public record OnnxNode(String name, String operator, List<String> inputs, List<String> outputs) {
  /// Creates a node.
  public OnnxNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
