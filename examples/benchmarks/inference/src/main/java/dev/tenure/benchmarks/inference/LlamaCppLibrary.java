package dev.tenure.benchmarks.inference;

import static dev.tenure.benchmarks.inference.LlamaCppFunction.GGML_BACKEND_LOAD_ALL_FROM_PATH;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_BACKEND_INIT;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_LOG_SET;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// llama.cpp's shared libraries, as npm's package `@node-llama-cpp/linux-x64` has them.
@SuppressWarnings("restricted") // Calling C is what it is for.
final class LlamaCppLibrary {
  private final Map<LlamaCppFunction, MethodHandle> functions =
      new EnumMap<>(LlamaCppFunction.class);

  /// Loads the libraries, of which one has the kernels for this processor.
  ///
  /// @param folder where they are
  /// @param arena what keeps them loaded
  LlamaCppLibrary(Path folder, Arena arena) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "there is no %s: examples/benchmarks/run inference fetches it".formatted(folder));
    }
    SymbolLookup kernels = SymbolLookup.libraryLookup(folder.resolve("libggml.v0.5.0.so"), arena);
    SymbolLookup all =
        SymbolLookup.libraryLookup(folder.resolve("libllama.v0.5.0.so"), arena).or(kernels);
    for (LlamaCppFunction function : LlamaCppFunction.values()) {
      MemorySegment address = all.findOrThrow(function.name().toLowerCase(Locale.ROOT));
      functions.put(function, Linker.nativeLinker().downcallHandle(address, function.descriptor));
    }
    call(LLAMA_LOG_SET, silence(arena), MemorySegment.NULL);
    call(GGML_BACKEND_LOAD_ALL_FROM_PATH, arena.allocateFrom(folder.toString()));
    call(LLAMA_BACKEND_INIT);
  }

  /// A listener to its messages that does nothing.
  private static MemorySegment silence(Arena arena) {
    MethodType type =
        MethodType.methodType(void.class, int.class, MemorySegment.class, MemorySegment.class);
    return Linker.nativeLinker()
        .upcallStub(
            MethodHandles.empty(type),
            FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, ADDRESS),
            arena);
  }

  int integer(LlamaCppFunction function, Object... arguments) {
    return (int) call(function, arguments);
  }

  MemorySegment pointer(LlamaCppFunction function, Object... arguments) {
    MemorySegment result = (MemorySegment) call(function, arguments);
    if (result.address() == 0) {
      throw new IllegalStateException(function.name().toLowerCase(Locale.ROOT) + " failed");
    }
    return result;
  }

  /// Calls a function that returns a structure.
  MemorySegment structure(LlamaCppFunction function, SegmentAllocator memory, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = memory;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return (MemorySegment) call(function, all);
  }

  Object call(LlamaCppFunction function, Object... arguments) {
    try {
      return Objects.requireNonNull(functions.get(function)).invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(function.name().toLowerCase(Locale.ROOT) + " failed", e);
    }
  }
}
