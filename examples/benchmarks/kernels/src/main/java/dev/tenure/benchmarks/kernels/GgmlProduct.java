package dev.tenure.benchmarks.kernels;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.tenure.engine.kernel.BlockFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// ggml, llama.cpp's library: a linear layer whose weights lie as llama.cpp would put them, in its
/// own order where it has kernels for that.
final class GgmlProduct implements Product {
  private static final String FOLDER = "ggml.folder";
  private static final long TYPES = 64;

  /// `ggml_tensor` begins with its type, padded; then comes its buffer.
  private static final long BUFFER_OFFSET = 8;

  private final Arena arena = Arena.ofShared();
  private final Ggml ggml;
  private final ProductShape shape;
  private final MemorySegment backend;
  private final MemorySegment product;
  private final MemorySegment graph;
  private final MethodHandle compute;

  GgmlProduct(ProductShape shape, int threads) {
    this.shape = shape;
    ggml = new Ggml(Path.of(System.getProperty(FOLDER)), arena);
    compute = ggml.graphCompute();
    backend = ggml.pointer("ggml_backend_dev_init", ggml.device(), MemorySegment.NULL);
    ggml.setThreads(backend, threads);
    MemorySegment layer = ggml.context();
    MemorySegment weights = tensor(layer, type(shape.format()), shape.n());
    MemorySegment activations = ggml.context();
    MemorySegment left = tensor(activations, type(BlockFormat.F32), shape.m());
    product = ggml.pointer("ggml_mul_mat", activations, weights, left);
    graph = ggml.pointer("ggml_new_graph", activations);
    ggml.run("ggml_build_forward_expand", graph, product);
    allocate(layer, weights);
    MemorySegment _ = ggml.pointer("ggml_backend_alloc_ctx_tensors", activations, backend);
    fill(weights, shape.isQuantized() ? new RandomBlocks(shape).encoded(arena) : transposed());
    fill(left, floats(shape.left()));
  }

  /// Returns a type's number, which is the same in GGUF.
  private static int type(BlockFormat format) {
    return switch (format) {
      case F32 -> 0;
      case Q4_0 -> 2;
      case Q8_0 -> 8;
      default -> throw new IllegalArgumentException(format + " is not compared");
    };
  }

  private MemorySegment tensor(MemorySegment context, int type, int rows) {
    return ggml.pointer("ggml_new_tensor_2d", context, type, (long) shape.k(), (long) rows);
  }

  /// Gives the weights memory of the first type that has a kernel for the product, as llama.cpp
  /// does when it loads a model, else ordinary memory.
  private void allocate(MemorySegment layer, MemorySegment weights) {
    MemorySegment types = ggml.extraBufferTypes().reinterpret(TYPES * ADDRESS.byteSize());
    for (int i = 0; types.getAtIndex(ADDRESS, i).address() != 0; i++) {
      MemorySegment type = types.getAtIndex(ADDRESS, i);
      if (suits(type, weights)) {
        MemorySegment _ = ggml.pointer("ggml_backend_alloc_ctx_tensors_from_buft", layer, type);
        return;
      }
    }
    MemorySegment _ = ggml.pointer("ggml_backend_alloc_ctx_tensors", layer, backend);
  }

  private boolean suits(MemorySegment type, MemorySegment weights) {
    MemorySegment empty = ggml.pointer("ggml_backend_buft_alloc_buffer", type, 0L);
    MemorySegment field = weights.reinterpret(BUFFER_OFFSET + ADDRESS.byteSize());
    field.set(ADDRESS, BUFFER_OFFSET, empty);
    boolean suits = ggml.test("ggml_backend_dev_supports_op", ggml.device(), product);
    field.set(ADDRESS, BUFFER_OFFSET, MemorySegment.NULL);
    ggml.run("ggml_backend_buffer_free", empty);
    return suits;
  }

  private void fill(MemorySegment tensor, MemorySegment elements) {
    ggml.run("ggml_backend_tensor_set", tensor, elements, 0L, elements.byteSize());
  }

  private MemorySegment floats(float[] values) {
    return arena.allocateFrom(JAVA_FLOAT, values);
  }

  /// Its matrices have a row for each output.
  private MemorySegment transposed() {
    float[] right = shape.right();
    float[] rows = new float[right.length];
    for (int output = 0; output < shape.n(); output++) {
      for (int input = 0; input < shape.k(); input++) {
        rows[output * shape.k() + input] = right[input * shape.n() + output];
      }
    }
    return floats(rows);
  }

  @Override
  public void run() {
    int status;
    try {
      status = (int) compute.invokeExact(backend, graph);
    } catch (Throwable e) {
      throw new IllegalStateException("ggml failed", e);
    }
    if (status != 0) {
      throw new IllegalStateException("ggml answers " + status);
    }
  }

  @Override
  public float[] result() {
    MemorySegment values = floats(new float[shape.m() * shape.n()]);
    ggml.run("ggml_backend_tensor_get", product, values, 0L, values.byteSize());
    return values.toArray(JAVA_FLOAT);
  }

  @Override
  public void close() {
    ggml.run("ggml_backend_free", backend);
    arena.close();
  }
}
