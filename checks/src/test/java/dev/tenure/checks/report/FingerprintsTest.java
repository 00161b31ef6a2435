package dev.tenure.checks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FingerprintsTest {
  @Test
  void indentationDoesNotMatter() {
    assertThat(new Fingerprints().next("C", "A.java", "  a = b();"))
        .isEqualTo(new Fingerprints().next("C", "A.java", "\ta =  b();"));
  }

  @Test
  void equalLinesOfAFileAreToldApartByTheirOrder() {
    Fingerprints fingerprints = new Fingerprints();

    String first = fingerprints.next("C", "A.java", "a();");
    String second = fingerprints.next("C", "A.java", "a();");

    assertThat(second).isNotEqualTo(first).hasSize(16);
  }

  @Test
  void checkAndFileAndLineMatter() {
    String one = new Fingerprints().next("C", "A.java", "a();");

    assertThat(new Fingerprints().next("D", "A.java", "a();")).isNotEqualTo(one);
    assertThat(new Fingerprints().next("C", "B.java", "a();")).isNotEqualTo(one);
    assertThat(new Fingerprints().next("C", "A.java", "b();")).isNotEqualTo(one);
  }
}
