package dev.tenure.checks;

import com.google.errorprone.CompilationTestHelper;
import com.google.errorprone.bugpatterns.BugChecker;
import org.junit.jupiter.api.Test;

final class MemoryMessageTest {
  @Test
  void aReturnedBorrowNamesItsOwner() {
    check(
        BorrowEscapes.class,
        "  Tensor first(TensorPool pool, Shape shape) {",
        "    try (PooledTensor t = pool.rent(shape)) {",
        "      // BUG: Diagnostic contains: The Tensor from `t.slice(0, 1)` at line 8 is returned"
            + " here, but ends with the PooledTensor from `pool.rent(shape)` at line 6, which this"
            + " body closes.",
        "      return t.slice(0, 1);",
        "    }",
        "  }");
  }

  @Test
  void whatATryClosesIsSaidToEndThere() {
    check(
        BorrowEscapes.class,
        "  Tensor all(TensorPool pool, Shape shape) {",
        "    try (PooledTensor t = pool.rent(shape)) {",
        "      // BUG: Diagnostic contains: The PooledTensor from `pool.rent(shape)` at line 6 is"
            + " returned here, but is closed at the end of the try at line 6.",
        "      return t;",
        "    }",
        "  }");
  }

  @Test
  void whatIsReturnedAsIfOwnedSaysHowToAnnotateIt() {
    check(
        BorrowEscapes.class,
        "  PooledTensor hidden(TensorScope scope, Shape shape) {",
        "    // BUG: Diagnostic contains: annotate it with `@Borrowed` or `@Scoped`",
        "    return scope.rent(shape);",
        "  }");
  }

  @Test
  void aStoredBorrowSaysThatItOutlivesItsOwner() {
    check(
        BorrowEscapes.class,
        "  private Tensor kept;",
        "  void keep(TensorScope scope, Shape shape) {",
        "    // BUG: Diagnostic contains: is stored here, where it outlives its owner: it ends with"
            + " `scope`, which the caller closes.",
        "    kept = scope.rent(shape);",
        "  }");
  }

  @Test
  void aCapturedBorrowSaysWhatToWaitFor() {
    check(
        BorrowEscapes.class,
        "  void print(PooledTensor t) {",
        "    // BUG: Diagnostic contains: `t`, a parameter that is only borrowed, is captured here"
            + " by code that runs later",
        "    Thread.startVirtualThread(() -> System.out.println(t.get(0)));",
        "  }");
  }

  @Test
  void anInvalidatedResultNamesTheCallThatOverwroteIt() {
    check(
        WorkspaceInvalidated.class,
        "  interface Session { @Workspace Tensor forward(Tensor input); }",
        "  float both(Session session, Tensor a) {",
        "    Tensor first = session.forward(a);",
        "    session.forward(a);",
        "    // BUG: Diagnostic contains: The Tensor from `session.forward(a)` at line 7 was"
            + " overwritten by `session.forward(a)` at line 8",
        "    return first.get(0);",
        "  }");
  }

  @Test
  void anUnspecifiedReadSaysWhatIsInTheMemory() {
    check(
        UninitializedRead.class,
        "  float first(TensorPool pool, Shape shape) {",
        "    try (PooledTensor t = pool.rentUninitialized(shape)) {",
        "      // BUG: Diagnostic contains: The PooledTensor from `pool.rentUninitialized(shape)`"
            + " at line 6 is read here, but some path has written nothing to it",
        "      return t.get(0);",
        "    }",
        "  }");
  }

  @Test
  void anAliasedDestinationNamesBothArguments() {
    check(
        AliasedDestination.class,
        "  static void multiply(Tensor a, @Overwrites Tensor product) {}",
        "  void square(Tensor a, Shape flat) {",
        "    // BUG: Diagnostic contains: `a.reshape(flat)` is written by `multiply(a,"
            + " a.reshape(flat))` while `a`, which shares its memory, is read.",
        "    multiply(a, a.reshape(flat));",
        "  }");
  }

  private static void check(Class<? extends BugChecker> check, String... members) {
    CompilationTestHelper.newInstance(check, MemoryMessageTest.class)
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
