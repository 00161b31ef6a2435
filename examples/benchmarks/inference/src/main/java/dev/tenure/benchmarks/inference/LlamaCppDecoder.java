package dev.tenure.benchmarks.inference;

import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_BATCH_GET_ONE;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_CONTEXT_DEFAULT_PARAMS;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_DECODE;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_FREE;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_GET_LOGITS_ITH;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_GET_MEMORY;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_INIT_FROM_MODEL;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_MEMORY_CLEAR;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_MODEL_DEFAULT_PARAMS;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_MODEL_FREE;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_MODEL_GET_VOCAB;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_MODEL_LOAD_FROM_FILE;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_N_CTX;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_SET_N_THREADS;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_TOKENIZE;
import static dev.tenure.benchmarks.inference.LlamaCppFunction.LLAMA_VOCAB_N_TOKENS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tenure.annotations.Pooled;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// llama.cpp, called through its C interface in this process.
@Pooled
final class LlamaCppDecoder implements DecoderEngine {
  private final Arena arena;
  private final LlamaCppLibrary library;
  private final MemorySegment model;
  private final MemorySegment vocabulary;
  private final MemorySegment context;
  private final int vocabularySize;

  private LlamaCppDecoder(
      @Pooled Arena arena, Path libraries, Path gguf, int capacity, int threads) {
    this.arena = arena;
    this.library = new LlamaCppLibrary(libraries, Arena.global());
    this.model =
        library.pointer(
            LLAMA_MODEL_LOAD_FROM_FILE,
            arena.allocateFrom(gguf.toString()),
            library.structure(LLAMA_MODEL_DEFAULT_PARAMS, arena));
    this.vocabulary = library.pointer(LLAMA_MODEL_GET_VOCAB, model);
    this.vocabularySize = library.integer(LLAMA_VOCAB_N_TOKENS, vocabulary);
    this.context =
        library.pointer(
            LLAMA_INIT_FROM_MODEL, model, library.structure(LLAMA_CONTEXT_DEFAULT_PARAMS, arena));
    int length = library.integer(LLAMA_N_CTX, context);
    if (length != capacity) {
      throw new IllegalArgumentException(
          "llama.cpp's context has %d tokens, not %d".formatted(length, capacity));
    }
    library.call(LLAMA_SET_N_THREADS, context, threads, threads);
  }

  /// Opens a model with a context of the library's default length, in which keys and values are in
  /// half precision.
  @SuppressWarnings("MustBeClosedChecker") // The result owns it; on a throw it closes here.
  static LlamaCppDecoder open(Path libraries, Path gguf, int capacity, int threads) {
    Arena arena = Arena.ofConfined();
    try {
      return new LlamaCppDecoder(arena, libraries, gguf, capacity, threads);
    } catch (Throwable e) {
      arena.close();
      throw e;
    }
  }

  @Override
  public int count(String prompt) {
    return tokenize(prompt).length;
  }

  private int[] tokenize(String text) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment bytes = call.allocateFrom(text);
      int length = (int) bytes.byteSize() - 1;
      MemorySegment ids = call.allocate(JAVA_INT, length + 2L);
      int count =
          library.integer(LLAMA_TOKENIZE, vocabulary, bytes, length, ids, length + 2, true, true);
      return ids.asSlice(0, (long) Integer.BYTES * count).toArray(JAVA_INT);
    }
  }

  @Override
  public Speed measure(String prompt, int tokens) {
    library.call(LLAMA_MEMORY_CLEAR, library.pointer(LLAMA_GET_MEMORY, context), true);
    int[] ids = tokenize(prompt);
    long start = System.nanoTime();
    int next = read(ids);
    long first = System.nanoTime();
    for (int i = 1; i < tokens; i++) {
      next = read(next);
    }
    long end = System.nanoTime();
    return new Speed(ids.length * 1e9 / (first - start), (tokens - 1) * 1e9 / (end - first));
  }

  /// Reads tokens and returns the likeliest one after them.
  private int read(int... ids) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment batch =
          library.structure(
              LLAMA_BATCH_GET_ONE, call, call.allocateFrom(JAVA_INT, ids), ids.length);
      int status = library.integer(LLAMA_DECODE, context, batch);
      if (status != 0) {
        throw new IllegalStateException("llama_decode returned " + status);
      }
    }
    MemorySegment logits = library.pointer(LLAMA_GET_LOGITS_ITH, context, -1);
    return likeliest(logits);
  }

  @SuppressWarnings("restricted") // The C interface gives a bare pointer.
  private int likeliest(MemorySegment pointer) {
    MemorySegment logits = pointer.reinterpret((long) vocabularySize * Float.BYTES);
    int best = 0;
    for (int id = 1; id < vocabularySize; id++) {
      if (logits.getAtIndex(JAVA_FLOAT, id) > logits.getAtIndex(JAVA_FLOAT, best)) {
        best = id;
      }
    }
    return best;
  }

  @Override
  public void close() {
    library.call(LLAMA_FREE, context);
    library.call(LLAMA_MODEL_FREE, model);
    arena.close();
  }
}
