package dev.tenure.engine.model;

import dev.tenure.tensor.Tensor;

/// Where each of several texts lies in rows that hold one text after the other, without padding.
///
/// Linear layers and norms treat all rows alike; only attention, positions and pooling have to know
/// where a text ends. So texts of uneven lengths cost what their tokens cost. Immutable.
public final class TextSpans {
  private final int[] ends;

  private TextSpans(int[] ends) {
    this.ends = ends;
  }

  /// Returns the spans of texts.
  ///
  /// @param lengths how many tokens each has, at least one
  /// @return the spans, in this order
  /// @throws IllegalArgumentException if there are no texts, or one has no tokens
  public static TextSpans of(int... lengths) {
    if (lengths.length == 0) {
      throw new IllegalArgumentException("there are no texts");
    }
    int[] ends = new int[lengths.length];
    int end = 0;
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] < 1) {
        throw new IllegalArgumentException("text %d has %d tokens".formatted(i, lengths[i]));
      }
      end = Math.addExact(end, lengths[i]);
      ends[i] = end;
    }
    return new TextSpans(ends);
  }

  /// Returns the number of texts.
  ///
  /// @return 1 or more
  public int count() {
    return ends.length;
  }

  /// Returns the number of tokens of all texts together.
  ///
  /// @return the number of rows
  public int rows() {
    return ends[ends.length - 1];
  }

  /// Returns where a text begins.
  ///
  /// @param text its index
  /// @return its first row
  public int start(int text) {
    return text == 0 ? 0 : ends[text - 1];
  }

  /// Returns how many tokens a text has.
  ///
  /// @param text its index
  /// @return 1 or more
  public int length(int text) {
    return ends[text] - start(text);
  }

  /// Returns the rows of a text.
  ///
  /// @param rows a row for each token of all texts
  /// @param text its index
  /// @return a view
  public Tensor slice(Tensor rows, int text) {
    return rows.slice(start(text), ends[text]);
  }
}
