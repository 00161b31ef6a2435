package dev.tenure.engine.generate;

import dev.tenure.annotations.NoAllocation;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Finds stop texts in the bytes of generated tokens, wherever the tokens' boundaries are.
///
/// It runs a matcher of Knuth, Morris and Pratt for each text, so that a token costs nothing but
/// its bytes.
final class StopTexts {
  private final byte[][] texts;
  private final int[][] failures;
  private final int[] matched;

  StopTexts(List<String> stops) {
    this.texts =
        stops.stream().map(stop -> stop.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.failures = new int[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      failures[i] = failure(texts[i]);
    }
    this.matched = new int[texts.length];
  }

  private static int[] failure(byte[] text) {
    int[] failure = new int[text.length];
    int length = 0;
    for (int i = 1; i < text.length; i++) {
      while (length > 0 && text[i] != text[length]) {
        length = failure[length - 1];
      }
      if (text[i] == text[length]) {
        length++;
      }
      failure[i] = length;
    }
    return failure;
  }

  /// Reads the bytes of a token.
  ///
  /// @return whether a stop text ended in them
  @NoAllocation
  boolean read(byte[] bytes) {
    boolean found = false;
    for (byte value : bytes) {
      for (int i = 0; i < texts.length; i++) {
        found |= step(i, value);
      }
    }
    return found;
  }

  @NoAllocation
  private boolean step(int i, byte value) {
    int length = matched[i] == texts[i].length ? failures[i][matched[i] - 1] : matched[i];
    while (length > 0 && value != texts[i][length]) {
      length = failures[i][length - 1];
    }
    matched[i] = value == texts[i][length] ? length + 1 : length;
    return matched[i] == texts[i].length;
  }

  /// Returns a text up to the first stop text in it.
  static String cut(String text, List<String> stops) {
    int end = text.length();
    for (String stop : stops) {
      int found = text.indexOf(stop);
      end = found < 0 ? end : Math.min(end, found);
    }
    return text.substring(0, end);
  }
}
