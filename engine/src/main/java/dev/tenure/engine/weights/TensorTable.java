package dev.tenure.engine.weights;

import dev.tenure.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tensors of a file by name, found to lie in its data without overlapping.
final class TensorTable {
  private final String file;
  private final MemorySegment data;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final List<Range> ranges = new ArrayList<>();

  /// Creates an empty table.
  ///
  /// @param file the file's name, for messages
  /// @param data the part of the file that holds elements
  TensorTable(String file, MemorySegment data) {
    this.file = file;
    this.data = data;
  }

  /// Adds a tensor.
  ///
  /// @param dimensions outermost first
  /// @param offset where it begins in the data
  void add(String name, BlockType type, long[] dimensions, long offset) {
    Shape shape = shape(name, dimensions);
    long bytes = byteSize(name, type, shape);
    if (offset < 0 || offset > data.byteSize() || bytes > data.byteSize() - offset) {
      throw problem(
          name,
          "takes %d bytes from %d on, and the data has %d: the file is cut off or damaged"
              .formatted(bytes, offset, data.byteSize()));
    }
    StoredTensor tensor = new StoredTensor(name, type, shape, data.asSlice(offset, bytes));
    if (tensors.put(name, tensor) != null) {
      throw problem(name, "is there twice");
    }
    ranges.add(new Range(name, offset, offset + bytes));
  }

  private Shape shape(String name, long[] dimensions) {
    int[] sizes = new int[dimensions.length];
    for (int i = 0; i < sizes.length; i++) {
      if (dimensions[i] < 1 || dimensions[i] > Integer.MAX_VALUE) {
        throw problem(name, "has a dimension of " + Long.toUnsignedString(dimensions[i]));
      }
      sizes[i] = (int) dimensions[i];
    }
    try {
      return Shape.of(sizes);
    } catch (IllegalArgumentException e) {
      throw problem(name, "has " + e.getMessage());
    }
  }

  private long byteSize(String name, BlockType type, Shape shape) {
    int rank = shape.rank();
    int columns = rank == 0 ? 1 : shape.dimension(rank - 1);
    if (columns % type.elements() != 0) {
      throw problem(
          name,
          "has rows of %d elements, which %s cannot hold: its blocks have %d"
              .formatted(columns, type, type.elements()));
    }
    try {
      return Math.multiplyExact(shape.elementCount() / type.elements(), (long) type.bytes());
    } catch (ArithmeticException e) {
      throw new ModelFormatException(file, "tensor '%s' is too large".formatted(name), e);
    }
  }

  /// Checks that no two tensors overlap and returns them all.
  Map<String, StoredTensor> finish() {
    ranges.sort(Comparator.comparingLong(Range::from));
    for (int i = 1; i < ranges.size(); i++) {
      if (ranges.get(i).from() < ranges.get(i - 1).to()) {
        throw problem(
            ranges.get(i).name(), "overlaps with tensor '%s'".formatted(ranges.get(i - 1).name()));
      }
    }
    return tensors;
  }

  /// Finds a type by its name.
  BlockType require(@Nullable BlockType type, String name, String found) {
    if (type == null) {
      throw problem(
          name,
          "is of type %s, which is not supported; supported are %s"
              .formatted(found, BlockType.supported()));
    }
    return type;
  }

  private ModelFormatException problem(String name, String problem) {
    return new ModelFormatException(file, "tensor '%s' %s".formatted(name, problem));
  }

  private record Range(String name, long from, long to) {}
}
