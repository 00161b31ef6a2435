package dev.tenure.engine.weights;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Walks over the fields of a protobuf message that lies in memory, without generated classes.
///
/// Every length is checked against the enclosing message, so that nothing outside the memory is
/// read. What is kept on the heap comes out of a budget; blocks of data stay where they are.
final class ProtobufCursor {
  /// Handles one field of a message.
  @FunctionalInterface
  interface FieldHandler {
    /// Reads the field's value.
    ///
    /// @param tag the field's number times eight, plus its wire type
    /// @return whether it did; otherwise the field is skipped
    boolean read(int tag) throws IOException;
  }

  /// How much heap the texts and entries of a file may take: the two bytes of an empty message
  /// become an object of a hundred, so a small hostile file could fill the heap. The graph of a
  /// large language model has ten thousand nodes, which is a few megabytes.
  private static final long HEAP_BUDGET_BYTES = 64L << 20;

  /// What an entry takes beside its text: object headers and list slots.
  private static final int ENTRY_BYTES = 64;

  private final MemorySegment bytes;
  private final CodedInputStream in;
  private long budget = HEAP_BUDGET_BYTES;

  /// Creates a cursor at the start of a message.
  ///
  /// @param bytes all of the message; less than 2 GiB
  ProtobufCursor(MemorySegment bytes) throws InvalidProtocolBufferException {
    this.bytes = bytes;
    this.in = CodedInputStream.newInstance(new SegmentInputStream(bytes));
    // The outermost message has no length of its own: this is what stops every length inside it.
    in.pushLimit((int) bytes.byteSize());
  }

  /// Returns how many bytes were read.
  int position() {
    return in.getTotalBytesRead();
  }

  /// Reads the fields up to the end of the current message.
  void readFields(FieldHandler handler) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!handler.read(tag)) {
        in.skipField(tag);
      }
    }
  }

  /// Reads a message that is a field of the current one.
  void readMessage(FieldHandler handler) throws IOException {
    spend(0);
    int enclosing = in.pushLimit(in.readRawVarint32());
    readFields(handler);
    in.popLimit(enclosing);
  }

  /// Reads an integer.
  long readInteger() throws IOException {
    spend(0);
    return in.readInt64();
  }

  /// Reads a list of integers that is stored as one block, as protobuf calls it packed.
  void readPackedIntegers(List<Long> destination) throws IOException {
    int enclosing = in.pushLimit(in.readRawVarint32());
    while (!in.isAtEnd()) {
      destination.add(readInteger());
    }
    in.popLimit(enclosing);
  }

  /// Reads a text.
  String readText() throws IOException {
    int length = in.readRawVarint32();
    spend(Math.max(length, 0));
    return new String(in.readRawBytes(length), StandardCharsets.UTF_8);
  }

  /// Passes over a block of bytes.
  ///
  /// @return the block, in the memory that this cursor reads
  MemorySegment readBlock() throws IOException {
    int length = in.readRawVarint32();
    int start = in.getTotalBytesRead();
    in.skipRawBytes(length);
    return bytes.asSlice(start, length);
  }

  private void spend(int textBytes) throws InvalidProtocolBufferException {
    budget -= ENTRY_BYTES + (long) textBytes;
    if (budget < 0) {
      throw new InvalidProtocolBufferException(
          "the description of the graph takes more than %d MiB".formatted(HEAP_BUDGET_BYTES >> 20));
    }
  }
}
