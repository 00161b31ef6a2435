package dev.tenure.benchmarks.kernels;

/// Who computes a product.
public enum Engine {
  /// This repository's kernels.
  TENURE("Tenure"),
  /// OpenBLAS through its Maven artifact.
  OPENBLAS("OpenBLAS"),
  /// oneDNN through its Maven artifact.
  ONEDNN("oneDNN"),
  /// ONNX Runtime, a model of one operator.
  ONNX_RUNTIME("ONNX Runtime"),
  /// Jlama with its native library.
  JLAMA("Jlama"),
  /// EJML, in plain Java on one thread.
  EJML("EJML");

  /// What the page calls it.
  final String label;

  Engine(String label) {
    this.label = label;
  }

  Product open(ProductShape shape, int threads) {
    return switch (this) {
      case TENURE -> new TenureProduct(shape, threads);
      case OPENBLAS -> new OpenBlasProduct(shape, threads);
      case ONEDNN -> new OneDnnProduct(shape, threads);
      case ONNX_RUNTIME -> OnnxRuntimeProduct.open(shape, threads);
      case JLAMA -> new JlamaProduct(shape, threads);
      case EJML -> new EjmlProduct(shape);
    };
  }
}
