package dev.tenure.checks.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextChangeTest {
  @Test
  void onlyLinesThatDifferAreEdited() {
    assertThat(TextChange.between("a\nb\nc\nd\n", "a\nx\nc\nd\ne\n").edits())
        .containsExactly(new Edit(2, 4, "x\n"), new Edit(8, 8, "e\n"));
  }

  @Test
  void equalTextsNeedNoEdit() {
    assertThat(TextChange.between("a\r\nb", "a\r\nb").edits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theEditsMakeTheOtherText(long seed) {
    RandomGenerator random = RandomGeneratorFactory.getDefault().create(seed);
    String before = text(random);
    String after = text(random);

    assertThat(TextChange.between(before, after).apply(before))
        .as("seed %d", seed)
        .isEqualTo(after);
  }

  private static String text(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(5))).append(random.nextInt(9) == 0 ? "\r\n" : "\n");
    }
    return text.append(random.nextBoolean() ? "" : "end").toString();
  }
}
