package dev.tenure.engine.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the header of a GGUF file from front to back.
///
/// Every length and count is compared with the bytes that are left before anything is allocated,
/// and what is kept on the heap comes out of a budget.
final class GgufCursor {
  /// The header of a model with a vocabulary of 256,000 words takes 30 MB; a hostile one of many
  /// empty texts could fill the heap.
  private static final long HEAP_BUDGET_BYTES = 256L << 20;

  /// What a text takes beside its characters: object headers and a list slot.
  private static final int TEXT_BYTES = 56;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final String file;
  private final MemorySegment bytes;
  private long position;
  private long budget = HEAP_BUDGET_BYTES;

  GgufCursor(String file, MemorySegment bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  String file() {
    return file;
  }

  long position() {
    return position;
  }

  private long advance(long count, String what) {
    if (count < 0 || count > bytes.byteSize() - position) {
      throw problem("ends inside " + what);
    }
    long from = position;
    position += count;
    return from;
  }

  int readInt(String what) {
    return bytes.get(INT, advance(Integer.BYTES, what));
  }

  long readLong(String what) {
    return bytes.get(LONG, advance(Long.BYTES, what));
  }

  /// Reads how many entries follow, each of which takes at least so many bytes.
  long readCount(String what, long entryBytes) {
    long count = readLong("the number of " + what);
    if (count < 0 || count > (bytes.byteSize() - position) / entryBytes) {
      throw problem(
          "claims %s %s, more than the file has room for"
              .formatted(Long.toUnsignedString(count), what));
    }
    return count;
  }

  String readText(String what) {
    long length = readCount("bytes in " + what, 1);
    spend(TEXT_BYTES + length, what);
    byte[] text = new byte[(int) length];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, advance(length, what), text, 0, text.length);
    return new String(text, StandardCharsets.UTF_8);
  }

  /// Reads a value of metadata.
  ///
  /// @return a Long, Double, Boolean, String, long[], float[] or List of String
  Object readValue(String key) {
    GgufValueType type = readType(key);
    if (type == GgufValueType.ARRAY) {
      return readArray(key);
    }
    return readScalar(type, key);
  }

  private GgufValueType readType(String key) {
    int code = readInt(key);
    GgufValueType type = GgufValueType.ofCode(code);
    if (type == null) {
      throw problem("'%s' has a value of the unknown type %d".formatted(key, code));
    }
    return type;
  }

  private Object readScalar(GgufValueType type, String key) {
    return switch (type) {
      case TEXT -> readText(key);
      case FLOAT32, FLOAT64 -> readFloating(type, key);
      case BOOLEAN -> readInteger(type, key) != 0;
      case UINT8, INT8, UINT16, INT16, UINT32, INT32, UINT64, INT64 -> readInteger(type, key);
      case ARRAY -> throw problem("'%s' is an array of arrays".formatted(key));
    };
  }

  private double readFloating(GgufValueType type, String key) {
    return type == GgufValueType.FLOAT32
        ? Float.intBitsToFloat(readInt(key))
        : Double.longBitsToDouble(readLong(key));
  }

  private long readInteger(GgufValueType type, String key) {
    return switch (type) {
      case UINT8, BOOLEAN -> Byte.toUnsignedLong(bytes.get(ValueLayout.JAVA_BYTE, advance(1, key)));
      case INT8 -> bytes.get(ValueLayout.JAVA_BYTE, advance(1, key));
      case UINT16 -> Short.toUnsignedLong(bytes.get(SHORT, advance(Short.BYTES, key)));
      case INT16 -> bytes.get(SHORT, advance(Short.BYTES, key));
      case UINT32 -> Integer.toUnsignedLong(readInt(key));
      case INT32 -> readInt(key);
      case UINT64, INT64 -> readLong(key);
      case FLOAT32, FLOAT64, TEXT, ARRAY ->
          throw new IllegalArgumentException(type + " is no integer");
    };
  }

  private Object readArray(String key) {
    GgufValueType type = readType(key);
    return switch (type) {
      case TEXT -> readTexts(key, readCount("texts in " + key, Long.BYTES));
      case FLOAT32, FLOAT64 -> readFloats(type, key, readCount("numbers in " + key, type.bytes()));
      case ARRAY -> throw problem("'%s' is an array of arrays".formatted(key));
      case BOOLEAN, UINT8, INT8, UINT16, INT16, UINT32, INT32, UINT64, INT64 ->
          readIntegers(type, key, readCount("numbers in " + key, type.bytes()));
    };
  }

  private List<String> readTexts(String key, long count) {
    List<String> texts = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      texts.add(readText(key));
    }
    return List.copyOf(texts);
  }

  private float[] readFloats(GgufValueType type, String key, long count) {
    spend(count * Float.BYTES, key);
    float[] numbers = new float[(int) count];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) readFloating(type, key);
    }
    return numbers;
  }

  private long[] readIntegers(GgufValueType type, String key, long count) {
    spend(count * Long.BYTES, key);
    long[] numbers = new long[(int) count];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = readInteger(type, key);
    }
    return numbers;
  }

  /// Takes what an entry needs on the heap out of the budget.
  void spend(long heapBytes, String what) {
    budget -= heapBytes;
    if (budget < 0) {
      throw problem(
          "has a header of more than %d MiB, exceeded by %s"
              .formatted(HEAP_BUDGET_BYTES >> 20, what));
    }
  }

  ModelFormatException problem(String problem) {
    return new ModelFormatException(file, problem);
  }
}
