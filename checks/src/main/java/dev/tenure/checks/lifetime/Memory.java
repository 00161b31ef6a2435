package dev.tenure.checks.lifetime;

/// The memory behind a value: all of what a resource holds, or a part.
///
/// @param root the resource whose memory it is
/// @param part which part
record Memory(Resource root, Part part) {
  /// A part of a resource's memory.
  sealed interface Part {
    /// All of it.
    record Whole() implements Part {}

    /// The rows from one to another.
    ///
    /// @param from the first, from 0
    /// @param to behind the last
    record Rows(long from, long to) implements Part {}

    /// Some part that nobody knows.
    record Some() implements Part {}
  }

  private static final Part WHOLE = new Part.Whole();
  private static final Part SOME = new Part.Some();

  static Memory of(Resource root) {
    return new Memory(root, WHOLE);
  }

  /// A view of some part of it.
  Memory some() {
    return new Memory(root, SOME);
  }

  /// A view of its rows; of a part that is not known, or of none, nobody knows which.
  Memory rows(long from, long to) {
    return switch (part) {
      case Part.Whole unused -> new Memory(root, new Part.Rows(from, to));
      case Part.Rows rows -> new Memory(root, new Part.Rows(rows.from + from, rows.from + to));
      case Part.Some unused -> this;
    };
  }

  Memory older() {
    return new Memory(root.older(), part);
  }

  /// Whether two values certainly share memory.
  boolean overlaps(Memory other) {
    if (!root.equals(other.root)) {
      return false;
    }
    if (part instanceof Part.Whole || other.part instanceof Part.Whole) {
      return true;
    }
    return part instanceof Part.Rows mine
        && other.part instanceof Part.Rows its
        && mine.from < its.to
        && its.from < mine.to;
  }
}
