package dev.tenure.benchmarks.kernels;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The functions of ggml (`ggml.h`, `ggml-backend.h`) that a product needs. Its shared libraries
/// are those of llama.cpp, as npm's package `@node-llama-cpp/linux-x64` has them.
@SuppressWarnings("restricted") // Calling C is what it is for.
final class Ggml {
  /// `struct ggml_init_params`: bytes, memory, and whether tensors get no memory.
  private static final MemoryLayout INIT_PARAMETERS =
      MemoryLayout.structLayout(JAVA_LONG, ADDRESS, JAVA_LONG);

  /// Enough for the descriptions of a few tensors and a graph.
  private static final long CONTEXT_BYTES = 1 << 20;

  private static final int CPU = 0;

  private final Arena arena;
  private final SymbolLookup symbols;
  private final MemorySegment device;
  private final MemorySegment registry;

  /// Loads the libraries, of which one has the kernels for this processor.
  ///
  /// @param folder where they are
  /// @param arena what keeps them loaded
  Ggml(Path folder, Arena arena) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "there is no %s: examples/benchmarks/run kernels fetches it".formatted(folder));
    }
    this.arena = arena;
    SymbolLookup base = SymbolLookup.libraryLookup(folder.resolve("libggml-base.so"), arena);
    symbols = SymbolLookup.libraryLookup(folder.resolve("libggml.v0.5.0.so"), arena).or(base);
    run("ggml_backend_load_all_from_path", text(folder.toString()));
    device = pointer("ggml_backend_dev_by_type", CPU);
    registry = pointer("ggml_backend_dev_backend_reg", device);
  }

  MemorySegment device() {
    return device;
  }

  /// Opens a context for descriptions of tensors, without memory for their elements.
  MemorySegment context() {
    MemorySegment parameters = arena.allocate(INIT_PARAMETERS);
    parameters.set(JAVA_LONG, 0, CONTEXT_BYTES);
    parameters.set(JAVA_BOOLEAN, JAVA_LONG.byteSize() + ADDRESS.byteSize(), true);
    MethodHandle init =
        Linker.nativeLinker()
            .downcallHandle(
                symbols.findOrThrow("ggml_init"), FunctionDescriptor.of(ADDRESS, INIT_PARAMETERS));
    return present("ggml_init", (MemorySegment) invoke("ggml_init", init, parameters));
  }

  /// Returns where the processor's backend would rather have weights, beside ordinary memory: a
  /// list that ends with a null pointer.
  MemorySegment extraBufferTypes() {
    MemorySegment function = ofRegistry("ggml_backend_dev_get_extra_bufts");
    MethodHandle types =
        Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.of(ADDRESS, ADDRESS));
    return (MemorySegment) invoke("ggml_backend_dev_get_extra_bufts", types, device);
  }

  void setThreads(MemorySegment backend, int threads) {
    MemorySegment function = ofRegistry("ggml_backend_set_n_threads");
    MethodHandle set =
        Linker.nativeLinker()
            .downcallHandle(function, FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    invoke("ggml_backend_set_n_threads", set, backend, threads);
  }

  private MemorySegment ofRegistry(String function) {
    return pointer("ggml_backend_reg_get_proc_address", registry, text(function));
  }

  private MemorySegment text(String text) {
    return arena.allocateFrom(text);
  }

  /// Returns a function that runs a graph; its arguments are the backend and the graph.
  MethodHandle graphCompute() {
    return Linker.nativeLinker()
        .downcallHandle(
            symbols.findOrThrow("ggml_backend_graph_compute"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  }

  /// Calls a function that returns nothing.
  void run(String function, Object... arguments) {
    invoke(function, handle(function, null, arguments), arguments);
  }

  boolean test(String function, Object... arguments) {
    return (boolean) invoke(function, handle(function, JAVA_BOOLEAN, arguments), arguments);
  }

  /// Calls a function that returns a pointer, which is not null.
  MemorySegment pointer(String function, Object... arguments) {
    Object result = invoke(function, handle(function, ADDRESS, arguments), arguments);
    return present(function, (MemorySegment) result);
  }

  private static MemorySegment present(String function, MemorySegment result) {
    if (result.address() == 0) {
      throw new IllegalStateException(function + " returned nothing");
    }
    return result;
  }

  /// The types of the arguments are those that are passed: the C functions take no others.
  private MethodHandle handle(String function, @Nullable MemoryLayout result, Object[] arguments) {
    MemoryLayout[] layouts = new MemoryLayout[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      layouts[i] =
          switch (arguments[i]) {
            case Integer _ -> JAVA_INT;
            case Long _ -> JAVA_LONG;
            default -> ADDRESS;
          };
    }
    FunctionDescriptor descriptor =
        result == null
            ? FunctionDescriptor.ofVoid(layouts)
            : FunctionDescriptor.of(result, layouts);
    return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(function), descriptor);
  }

  private static Object invoke(String function, MethodHandle handle, Object... arguments) {
    try {
      return handle.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(function + " failed", e);
    }
  }
}
