package dev.tenure.engine.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Turns ranges of characters into sequences of ranges of bytes.
///
/// A range is cut until the last bytes of each part run over all their values, as in [Thompson's
/// UTF-8 matching](https://swtch.com/~rsc/regexp/regexp3.html).
final class Utf8Ranges {
  private static final int LAST = 0x10FFFF;
  private static final int CONTINUATION_BITS = 6;
  private static final int[] LAST_OF_LENGTH = {0x7F, 0x7FF, 0xD7FF, 0xFFFF, LAST};

  private final List<List<Element>> sequences = new ArrayList<>();

  private Utf8Ranges() {}

  /// Returns the sequences that spell the characters from one to another.
  static List<List<Element>> of(int from, int to) {
    Utf8Ranges ranges = new Utf8Ranges();
    int start = from;
    for (int last : LAST_OF_LENGTH) {
      // What lies between the end of one part and 0xE000 are surrogates, which UTF-8 cannot spell.
      int first = start > 0xD7FF && start < 0xE000 ? 0xE000 : start;
      if (first <= Math.min(last, to)) {
        ranges.split(first, Math.min(last, to));
      }
      start = Math.max(start, last + 1);
    }
    return ranges.sequences;
  }

  private void split(int from, int to) {
    int length = bytes(from).length;
    for (int i = 1; i < length; i++) {
      int mask = (1 << (CONTINUATION_BITS * i)) - 1;
      if ((from & ~mask) != (to & ~mask)) {
        if ((from & mask) != 0) {
          split(from, from | mask);
          split((from | mask) + 1, to);
          return;
        }
        if ((to & mask) != mask) {
          split(from, (to & ~mask) - 1);
          split(to & ~mask, to);
          return;
        }
      }
    }
    emit(bytes(from), bytes(to));
  }

  private static byte[] bytes(int character) {
    return Character.toString(character).getBytes(StandardCharsets.UTF_8);
  }

  private void emit(byte[] from, byte[] to) {
    List<Element> sequence = new ArrayList<>();
    for (int i = 0; i < from.length; i++) {
      sequence.add(new Element.Bytes(Byte.toUnsignedInt(from[i]), Byte.toUnsignedInt(to[i])));
    }
    sequences.add(sequence);
  }
}
