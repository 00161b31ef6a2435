package dev.tenure.engine.grammar;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Writes random texts of a grammar, as a model without a mind would.
public final class RandomText {
  /// What ends strings, lists and objects, and is taken more often, so that texts end.
  private static final String CLOSERS = "\"]}";

  private final Grammar grammar;
  private final Random random;

  /// Creates a writer.
  ///
  /// @param grammar what may be written
  /// @param random what choices follow from
  public RandomText(Grammar grammar, Random random) {
    this.grammar = grammar;
    this.random = random;
  }

  /// Writes a text.
  ///
  /// @return its bytes, which the grammar allows
  public byte[] next() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    GrammarState state = grammar.start();
    while (!state.isComplete()) {
      byte value = choose(state);
      text.write(value);
      state = state.read(value);
    }
    return text.toByteArray();
  }

  private byte choose(GrammarState state) {
    List<Byte> allowed = new ArrayList<>();
    List<Byte> closers = new ArrayList<>();
    for (int value = 0; value < 256; value++) {
      if (!state.read((byte) value).isDead()) {
        (CLOSERS.indexOf(value) < 0 ? allowed : closers).add((byte) value);
      }
    }
    boolean closes = allowed.isEmpty() || (!closers.isEmpty() && random.nextInt(3) == 0);
    List<Byte> from = closes ? closers : allowed;
    return from.get(random.nextInt(from.size()));
  }
}
