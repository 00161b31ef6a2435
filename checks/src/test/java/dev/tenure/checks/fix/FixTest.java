package dev.tenure.checks.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FixTest {
  private static final String TEXT = "a.b();\nc.d();\n";

  @Test
  void editsAreMadeInTheOrderOfTheFile() {
    Fix fix = new Fix("two", List.of(new Edit(7, 8, "x"), new Edit(0, 1, "yy")));

    assertThat(fix.apply(TEXT)).isEqualTo("yy.b();\nx.d();\n");
  }

  @Test
  void insertionsAtOnePlaceStayInTheirOrder() {
    Fix fix = new Fix("two", List.of(new Edit(0, 0, "1"), new Edit(0, 0, "2")));

    assertThat(fix.apply(TEXT)).startsWith("12a.b");
  }

  @Test
  void editsThatOverlapAreRefused() {
    List<Edit> edits = List.of(new Edit(0, 4, ""), new Edit(3, 5, ""));

    assertThatThrownBy(() -> new Fix("both", edits)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPositionMovesWithWhatIsBeforeIt() {
    Fix fix = new Fix("two", List.of(new Edit(0, 1, "long"), new Edit(7, 7, "more ")));

    assertThat(fix.moved(7)).isEqualTo(10);
    assertThat(fix.apply(TEXT).substring(fix.moved(8))).isEqualTo(".d();\n");
  }

  @Test
  void aPieceCannotEndBeforeItBegins() {
    assertThatThrownBy(() -> new Edit(3, 2, "")).isInstanceOf(IllegalArgumentException.class);
  }
}
