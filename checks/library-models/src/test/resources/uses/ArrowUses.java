import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

class ArrowUses {
  int leakedVector(BufferAllocator allocator) {
    // BUG: PooledNotClosed
    IntVector vector = new IntVector("numbers", allocator);
    vector.allocateNew(4);
    return vector.getValueCapacity();
  }

  int closedVector(BufferAllocator allocator) {
    try (IntVector vector = new IntVector("numbers", allocator)) {
      vector.allocateNew(4);
      return vector.getDataBuffer().refCnt();
    }
  }

  long leakedBuffer(BufferAllocator allocator) {
    // BUG: PooledNotClosed
    ArrowBuf buffer = allocator.buffer(64);
    return buffer.slice(0, 8).capacity();
  }

  long closedBuffer(BufferAllocator parent) {
    try (BufferAllocator allocator = parent.newChildAllocator("child", 0, 1024);
        ArrowBuf buffer = allocator.buffer(64)) {
      return buffer.slice(0, 8).capacity();
    }
  }

  void allocatorBeforeItsChild(BufferAllocator parent) {
    // BUG: PooledNotClosedOnException
    BufferAllocator outer = parent.newChildAllocator("outer", 0, 1024);
    BufferAllocator inner = outer.newChildAllocator("inner", 0, 1024);
    outer.close();
    // BUG: UseAfterClose
    inner.close();
  }

  int rows(Schema schema, BufferAllocator allocator) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      root.getVector(0).allocateNew();
      return root.getRowCount();
    }
  }
}
