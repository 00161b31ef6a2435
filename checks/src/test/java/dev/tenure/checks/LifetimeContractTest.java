package dev.tenure.checks;

import com.google.errorprone.CompilationTestHelper;
import org.junit.jupiter.api.Test;

final class LifetimeContractTest {
  @Test
  void twoWordsForOneThingNameBothAndSayWhichToRemove() {
    check(
        "  @Pooled",
        "  // BUG: Diagnostic contains: `@Borrowed` says that this does not own, `@Pooled` that it"
            + " does. Remove one of them.",
        "  @Borrowed",
        "  PooledTensor make() { throw new UnsupportedOperationException(); }");
  }

  @Test
  void aLenderThatIsNotThereIsNamed() {
    check(
        "  // BUG: Diagnostic contains: `@Borrowed(\"x\")` names no parameter of `row`. Name one,"
            + " or `this`.",
        "  @Borrowed(\"x\")",
        "  Tensor row(Tensor t) { return t; }");
  }

  @Test
  void anOverrideThatPromisesLessNamesWhatItOverrides() {
    check(
        "  interface Layer { void run(PooledTensor t); }",
        "  class Greedy implements Layer {",
        "    // BUG: Diagnostic contains: Who calls `Layer.run` only lends `t` and closes it"
            + " again.",
        "    @Override public void run(@Pooled PooledTensor t) { t.close(); }",
        "  }");
  }

  @Test
  void aMethodReferenceThatPromisesLessNamesTheInterface() {
    check(
        "  interface Sink { void put(PooledTensor t); }",
        "  static void end(@Pooled PooledTensor t) { t.close(); }",
        "  // BUG: Diagnostic contains: `end` takes its argument over, and who calls `Sink.put`"
            + " only lends it.",
        "  Sink sink = Sample::end;");
  }

  @Test
  void codeThatDoesNotCompileIsNoReasonToFail() {
    CompilationTestHelper.newInstance(LifetimeContract.class, LifetimeContractTest.class)
        .addSourceLines(
            "Sample.java",
            "import dev.tenure.annotations.*;",
            "class Sample {",
            "  // BUG: Diagnostic contains: cannot find symbol",
            "  @Borrowed(\"x\") Missing row(@Pooled Missing t) { return t; }",
            "}")
        .matchAllDiagnostics()
        .doTest();
  }

  private static void check(String... members) {
    CompilationTestHelper.newInstance(LifetimeContract.class, LifetimeContractTest.class)
        .addSourceLines(
            "Sample.java",
            "import dev.tenure.annotations.*;",
            "import dev.tenure.memory.*;",
            "import dev.tenure.tensor.*;",
            "class Sample {",
            String.join("\n", members),
            "}")
        .doTest();
  }
}
