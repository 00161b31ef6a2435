package dev.tenure.checks;

import org.junit.jupiter.api.Test;

final class LambdasTest {
  @Test
  void reportsResourcesThatLambdasAndNestedBodiesDrop() {
    Corpus.check("LambdasLeak.java");
  }

  @Test
  void staysQuietWhereLambdasReturnCloseOrCapture() {
    Corpus.check("LambdasQuiet.java");
  }
}
