package dev.tenure.engine.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The visible characters that stand for bytes in a byte-level vocabulary.
///
/// Printable characters of Latin-1 stand for themselves; the other bytes, in order, for U+0100 and
/// up (`bytes_to_unicode` in [GPT-2's
/// encoder](https://github.com/openai/gpt-2/blob/master/src/encoder.py)).
final class ByteAlphabet {
  private static final int FIRST_SUBSTITUTE = 0x100;
  private static final char[] CHARACTERS = characters();
  private static final int[] BYTES = bytes();

  private ByteAlphabet() {}

  private static char[] characters() {
    char[] result = new char[256];
    int substitute = FIRST_SUBSTITUTE;
    for (int value = 0; value < result.length; value++) {
      result[value] = (char) (isPrintable(value) ? value : substitute++);
    }
    return result;
  }

  private static int[] bytes() {
    int[] result = new int[2 * FIRST_SUBSTITUTE];
    Arrays.fill(result, -1);
    for (int value = 0; value < CHARACTERS.length; value++) {
      result[CHARACTERS[value]] = value;
    }
    return result;
  }

  private static boolean isPrintable(int value) {
    return (value > ' ' && value < 0x7F) || (value > 0xA0 && value != 0xAD);
  }

  static String spell(byte value) {
    return String.valueOf(CHARACTERS[Byte.toUnsignedInt(value)]);
  }

  static String spell(String text) {
    StringBuilder result = new StringBuilder();
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      result.append(CHARACTERS[Byte.toUnsignedInt(value)]);
    }
    return result.toString();
  }

  /// Returns the bytes of a word; characters that stand for none are themselves.
  static byte[] read(String word) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    word.codePoints()
        .forEach(c -> {
          if (c < BYTES.length && BYTES[c] >= 0) {
            result.write(BYTES[c]);
          } else {
            result.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
          }
        });
    return result.toByteArray();
  }
}
