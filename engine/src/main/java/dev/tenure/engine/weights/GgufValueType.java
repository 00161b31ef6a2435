package dev.tenure.engine.weights;

import org.jspecify.annotations.Nullable;

/// What a value of a GGUF file's metadata is; the order is that of the format's codes.
///
/// [The GGUF specification](https://github.com/ggml-org/ggml/blob/master/docs/gguf.md).
enum GgufValueType {
  UINT8(1),
  INT8(1),
  UINT16(2),
  INT16(2),
  UINT32(4),
  INT32(4),
  FLOAT32(4),
  BOOLEAN(1),
  TEXT(8),
  ARRAY(12),
  UINT64(8),
  INT64(8),
  FLOAT64(8);

  private final int bytes;

  GgufValueType(int bytes) {
    this.bytes = bytes;
  }

  /// Returns the bytes that a value takes at least.
  int bytes() {
    return bytes;
  }

  static @Nullable GgufValueType ofCode(int code) {
    return code >= 0 && code < values().length ? values()[code] : null;
  }
}
