package dev.tenure.checks;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {
  @Test
  void listedTypesArePooledWithTheirSubtypes() {
    Corpus.helper("AssumedTypes.java")
        .setArgs(
            List.of(
                "-XepOpt:Tenure:PooledTypes="
                    + "java.lang.AutoCloseable,corpus.AssumedTypes.Handle#dispose"))
        .doTest();
  }

  @Test
  void withoutTheOptionNothingButAnnotatedTypesIsPooled() {
    Corpus.check("UnlistedTypes.java");
  }
}
