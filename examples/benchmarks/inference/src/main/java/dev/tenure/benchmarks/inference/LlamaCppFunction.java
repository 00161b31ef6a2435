package dev.tenure.benchmarks.inference;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;

/// The functions of llama.cpp's C interface (`llama.h`) that a measurement needs.
enum LlamaCppFunction {
  GGML_BACKEND_LOAD_ALL_FROM_PATH(FunctionDescriptor.ofVoid(ADDRESS)),
  LLAMA_LOG_SET(FunctionDescriptor.ofVoid(ADDRESS, ADDRESS)),
  LLAMA_BACKEND_INIT(FunctionDescriptor.ofVoid()),
  LLAMA_MODEL_DEFAULT_PARAMS(FunctionDescriptor.of(Layouts.PARAMETERS)),
  LLAMA_MODEL_LOAD_FROM_FILE(FunctionDescriptor.of(ADDRESS, ADDRESS, Layouts.PARAMETERS)),
  LLAMA_MODEL_GET_VOCAB(FunctionDescriptor.of(ADDRESS, ADDRESS)),
  LLAMA_VOCAB_N_TOKENS(FunctionDescriptor.of(JAVA_INT, ADDRESS)),
  LLAMA_CONTEXT_DEFAULT_PARAMS(FunctionDescriptor.of(Layouts.PARAMETERS)),
  LLAMA_INIT_FROM_MODEL(FunctionDescriptor.of(ADDRESS, ADDRESS, Layouts.PARAMETERS)),
  LLAMA_SET_N_THREADS(FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, JAVA_INT)),
  LLAMA_N_CTX(FunctionDescriptor.of(JAVA_INT, ADDRESS)),
  LLAMA_TOKENIZE(
      FunctionDescriptor.of(
          JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_BOOLEAN, JAVA_BOOLEAN)),
  LLAMA_GET_MEMORY(FunctionDescriptor.of(ADDRESS, ADDRESS)),
  LLAMA_MEMORY_CLEAR(FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN)),
  LLAMA_BATCH_GET_ONE(FunctionDescriptor.of(Layouts.BATCH, ADDRESS, JAVA_INT)),
  LLAMA_DECODE(FunctionDescriptor.of(JAVA_INT, ADDRESS, Layouts.BATCH)),
  LLAMA_GET_LOGITS_ITH(FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT)),
  LLAMA_FREE(FunctionDescriptor.ofVoid(ADDRESS)),
  LLAMA_MODEL_FREE(FunctionDescriptor.ofVoid(ADDRESS));

  @SuppressWarnings("ImmutableEnumChecker") // Descriptors are immutable, says their documentation.
  final FunctionDescriptor descriptor;

  LlamaCppFunction(FunctionDescriptor descriptor) {
    this.descriptor = descriptor;
  }

  private static final class Layouts {
    /// The structures with parameters differ from release to release. They are only passed on as
    /// the library fills them, so that a layout larger than any of them serves: both are returned
    /// through a pointer, and passed on the stack behind everything else.
    static final MemoryLayout PARAMETERS =
        MemoryLayout.structLayout(MemoryLayout.sequenceLayout(64, JAVA_LONG));

    /// A count and six pointers.
    static final MemoryLayout BATCH =
        MemoryLayout.structLayout(MemoryLayout.sequenceLayout(7, JAVA_LONG));
  }
}
