package dev.tenure.benchmarks.kernels;

/// Who computes a product.
public enum Engine {
  /// This repository's kernels.
  TENURE("Tenure", true),
  /// OpenBLAS through its Maven artifact.
  OPENBLAS("OpenBLAS", false),
  /// oneDNN through its Maven artifact.
  ONEDNN("oneDNN", false),
  /// ONNX Runtime, a model of one operator.
  ONNX_RUNTIME("ONNX Runtime", false),
  /// ND4J, which calls OpenBLAS.
  ND4J("ND4J", false),
  /// ggml, the library of llama.cpp.
  GGML("ggml", false),
  /// Jlama with its native library.
  JLAMA("Jlama", true),
  /// EJML, in plain Java on one thread.
  EJML("EJML", true);

  /// What the page calls it.
  final String label;

  /// Whether the JIT compiles its loops, which takes seconds.
  final boolean isCompiledAtRunTime;

  Engine(String label, boolean isCompiledAtRunTime) {
    this.label = label;
    this.isCompiledAtRunTime = isCompiledAtRunTime;
  }

  /// Whether it has such a product: ggml is there for what models do with one row, and the others
  /// have no such weights.
  boolean has(ProductShape shape, int threads) {
    return switch (this) {
      case TENURE -> true;
      case GGML -> shape.isBoundByMemory();
      case EJML -> !shape.isQuantized() && threads == 1;
      default -> !shape.isQuantized();
    };
  }

  Product open(ProductShape shape, int threads) {
    return switch (this) {
      case TENURE -> new TenureProduct(shape, threads);
      case OPENBLAS -> new OpenBlasProduct(shape, threads);
      case ONEDNN -> new OneDnnProduct(shape, threads);
      case ONNX_RUNTIME -> OnnxRuntimeProduct.open(shape, threads);
      case ND4J -> Nd4jProduct.open(shape, threads);
      case GGML -> new GgmlProduct(shape, threads);
      case JLAMA -> new JlamaProduct(shape, threads);
      case EJML -> new EjmlProduct(shape);
    };
  }
}
