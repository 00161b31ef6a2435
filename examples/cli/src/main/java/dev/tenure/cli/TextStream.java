package dev.tenure.cli;

import dev.tenure.engine.generate.TokenListener;
import dev.tenure.engine.tokenizer.TextTokenizer;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;

/// Prints tokens as they come, as far as their text is certain: whole characters, and nothing that
/// may turn out to begin a stop text.
final class TextStream implements TokenListener {
  private static final char REPLACEMENT = '\uFFFD';

  private final TextTokenizer tokenizer;
  private final int[] prompt;
  private final List<String> stops;
  private final PrintWriter out;
  private int[] ids = new int[0];
  private int printed;

  TextStream(TextTokenizer tokenizer, int[] prompt, List<String> stops, PrintWriter out) {
    this.tokenizer = tokenizer;
    this.prompt = prompt;
    this.stops = stops;
    this.out = out;
  }

  @Override
  public boolean token(int id, double logProbability) {
    ids = Arrays.copyOf(ids, ids.length + 1);
    ids[ids.length - 1] = id;
    String text = text();
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == REPLACEMENT) {
      end--;
    }
    print(text, Math.min(end, text.length() - beginningOfStop(text)));
    return true;
  }

  /// Prints what was held back, and ends the line.
  void finish() {
    String text = text();
    print(text, text.length());
    out.println();
  }

  private String text() {
    String text = tokenizer.decodeAfter(prompt, ids);
    for (String stop : stops) {
      int found = text.indexOf(stop);
      text = found < 0 ? text : text.substring(0, found);
    }
    return text;
  }

  private int beginningOfStop(String text) {
    int longest = 0;
    for (String stop : stops) {
      for (int length = Math.min(stop.length() - 1, text.length()); length > longest; length--) {
        if (text.endsWith(stop.substring(0, length))) {
          longest = length;
        }
      }
    }
    return longest;
  }

  private void print(String text, int end) {
    if (end > printed) {
      out.print(text.substring(printed, end));
      out.flush();
      printed = end;
    }
  }
}
