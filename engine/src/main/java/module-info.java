/// Pooled memory under a hard limit, kernels on the Vector API, and transformer inference.
module dev.tenure.engine {
  requires transitive dev.tenure;
  requires transitive java.management;
  requires com.google.protobuf;
  requires jdk.incubator.vector;
  requires jdk.jfr;
  requires jdk.management;
  requires static transitive org.jspecify;
  requires tools.jackson.databind;

  exports dev.tenure.engine.embed;
  exports dev.tenure.engine.generate;
  exports dev.tenure.engine.grammar;
  exports dev.tenure.engine.kernel;
  exports dev.tenure.engine.metrics;
  exports dev.tenure.engine.model;
  exports dev.tenure.engine.scope;
  exports dev.tenure.engine.storage;
  exports dev.tenure.engine.tokenizer;
  exports dev.tenure.engine.weights;

  provides dev.tenure.memory.TensorPoolProvider with
      dev.tenure.engine.memory.NativePoolProvider;
}
