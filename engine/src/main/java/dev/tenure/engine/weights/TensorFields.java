package dev.tenure.engine.weights;

import dev.tenure.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// The fields of a stored tensor while they are read, and the checks that they fit together.
final class TensorFields {
  /// More than any operator takes; keeps shapes and messages short.
  private static final int MAX_RANK = 16;

  final List<Long> dimensions = new ArrayList<>();

  /// The elements, where they are stored as a list of integers (`int32_data`).
  final List<Long> integers = new ArrayList<>();

  long typeCode;
  String name = "";
  MemorySegment data = MemorySegment.NULL;
  boolean external;

  /// Returns the tensor.
  ///
  /// @param file the name of the file, for messages
  /// @throws ModelFormatException if the fields contradict each other or are not supported
  OnnxTensor toTensor(String file) {
    if (external) {
      throw problem(file, "keeps its data in another file; save the model as a single file");
    }
    ElementType type = ElementType.ofOnnxCode(typeCode);
    if (type == null) {
      throw problem(file, "has elements of type %d, which is not supported".formatted(typeCode));
    }
    if (type.byteSize() == 1 && data.byteSize() == 0) {
      data = bytes(file);
    }
    Shape shape = shape(file);
    boolean storedAsIntegerList = type != ElementType.FLOAT && data.byteSize() == 0;
    if (!storedAsIntegerList && !fills(shape, type)) {
      throw problem(
          file,
          "of type %s and shape %s has %d bytes of data".formatted(type, shape, data.byteSize()));
    }
    return new OnnxTensor(name, type, shape, data);
  }

  private MemorySegment bytes(String file) {
    byte[] bytes = new byte[integers.size()];
    for (int i = 0; i < bytes.length; i++) {
      long element = integers.get(i);
      if (element < Byte.MIN_VALUE || element > 0xff) {
        throw problem(file, "has an element of one byte that is " + element);
      }
      bytes[i] = (byte) element;
    }
    return MemorySegment.ofArray(bytes);
  }

  private boolean fills(Shape shape, ElementType type) {
    return data.byteSize() % type.byteSize() == 0
        && data.byteSize() / type.byteSize() == shape.elementCount();
  }

  private Shape shape(String file) {
    if (dimensions.size() > MAX_RANK) {
      throw problem(file, "has %d dimensions".formatted(dimensions.size()));
    }
    int[] sizes = new int[dimensions.size()];
    for (int i = 0; i < sizes.length; i++) {
      long size = dimensions.get(i);
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw problem(file, "has dimensions " + dimensions);
      }
      sizes[i] = (int) size;
    }
    try {
      return Shape.of(sizes);
    } catch (IllegalArgumentException e) {
      throw problem(file, "has " + e.getMessage());
    }
  }

  private ModelFormatException problem(String file, String problem) {
    return new ModelFormatException(file, "tensor '%s' %s".formatted(name, problem));
  }
}
