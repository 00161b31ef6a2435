package dev.tenure.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tenure.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Kernels allocate nothing once the JIT has compiled them.
class AllocationTest {
  /// A kernel is called until a call allocates nothing; many more calls than compiling ever took.
  private static final int MOST_CALLS = 400_000;

  private static final long LONGEST_NANOS = 20_000_000_000L;
  private static final int CALLS = 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static Stream<Named<Runnable>> kernels() {
    GuardedTensors tensors = new GuardedTensors();
    Workers workers = Workers.of(1);
    Tensor x = tensors.random(6, 256);
    Tensor y = tensors.random(6, 256);
    Tensor row = tensors.random(1, 256);
    Tensor rowOut = tensors.random(1, 100);
    Tensor gain = tensors.random(256);
    Tensor square = tensors.random(256, 48);
    Tensor out = tensors.random(6, 48);
    WeightMatrix floats = WeightMatrix.packTransposed(square, Arena.ofAuto());
    Tensor bias = tensors.random(48);
    LinearLayer layer = new LinearLayer(floats, bias);
    Tensor queries = tensors.random(6, 48);
    Tensor cached = tensors.random(6, 48);
    Tensor values = tensors.random(6, 48);
    Rotary rotary = Rotary.of(RotaryLayout.PAIRS, new float[16], 1, 64, Arena.ofAuto());
    CacheLayout cache = new CacheLayout(CacheFormat.Q8_0, 2, 64, 32);
    Tensor[] pages = {tensors.random(cache.pageFloats())};
    Tensor keys = tensors.random(6, 128);
    int[] ids = {3, 1, 2, 0, 5, 4};
    Tensor rowsOut = tensors.random(6, 100);
    return Stream.concat(
        Stream.of(BlockFormat.values())
            .flatMap(format -> {
              WeightMatrix w =
                  WeightMatrix.pack(new RandomBlocks(1).matrix(format, 100, 256), Arena.ofAuto());
              return Stream.of(
                  named("linear " + format, () -> MatMul.linear(workers, row, w, rowOut)),
                  named("rows of " + format, () -> MatMul.linear(workers, x, w, rowsOut)));
            }),
        Stream.of(
            named("product", () -> MatMul.multiply(x, square, out)),
            named("linear", () -> MatMul.linear(x, floats, bias, out)),
            named(
                "three linear",
                () -> MatMul.linear(workers, x, layer, queries, layer, cached, layer, values)),
            named("gelu", () -> Activation.gelu(x, y)),
            named("gated", () -> Activation.gated(ActivationFunction.SILU, x, y, x)),
            named("add", () -> Elementwise.add(x, y, x)),
            named("layerNorm", () -> Normalization.layerNorm(x, gain, gain, 1e-5f, y)),
            named("layerNorm in place", () -> Normalization.layerNorm(x, gain, gain, 1e-5f, x)),
            named("rmsNorm", () -> Normalization.rmsNorm(x, gain, 1e-5f, y)),
            named("softmax", () -> Softmax.rows(x, y)),
            named("rotary", () -> rotary.apply(x, 4, 3, y)),
            named("embedding", () -> Embedding.lookup(square, ids, out)),
            named("cache", () -> CausalAttention.store(cache, pages, 0, keys, keys)),
            named(
                "attention", () -> CausalAttention.attend(workers, x, 4, cache, pages, 0, 0.1f, y)),
            named(
                "attention over a window",
                () -> CausalAttention.attend(workers, x, 4, cache, pages, 0, 3, 0.1f, y))));
  }

  private static Named<Runnable> named(String name, Runnable kernel) {
    return Named.of(name, kernel);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aCallAllocatesNothingAfterWarmUp(Runnable kernel) {
    long end = System.nanoTime() + LONGEST_NANOS;
    long bytes = Long.MAX_VALUE;
    for (int i = 0; i < MOST_CALLS && bytes > 0 && System.nanoTime() < end; i++) {
      bytes = allocated(kernel);
    }
    assertThat(bytes).isZero();
  }

  private static long allocated(Runnable kernel) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      kernel.run();
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
