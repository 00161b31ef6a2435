package dev.tenure.benchmarks.checks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MarkersTest {
  @Test
  void aCommentOfItsOwnSpeaksOfTheNextLineOfCode() {
    String source =
        """
        void a() {
          // BUG: Diagnostic contains: `t`, from
          // `rent`
          rent();
        }
        """;

    assertThat(Markers.lines(source)).containsExactly(4);
  }

  @Test
  void aCommentAfterCodeSpeaksOfItsLine() {
    assertThat(Markers.lines("\nrent(); // expect: PooledNotClosed, DoubleClose\n"))
        .containsExactly(2);
  }

  @Test
  void otherCommentsMarkNothing() {
    assertThat(Markers.lines("// we expect: nothing\nrent();\n// quiet\nclose();\n")).isEmpty();
  }
}
