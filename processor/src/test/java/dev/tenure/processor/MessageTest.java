package dev.tenure.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import org.junit.jupiter.api.Test;

/// What an author is told, and on which line.
class MessageTest {
  private static void assertError(String message, String... sources) {
    Compilation compilation = Author.compiles(sources);

    assertThat(compilation.errors())
        .anySatisfy(error -> {
          assertThat(error.getMessage(null)).contains(message);
          assertThat(error.getLineNumber()).isEqualTo(Author.lineOfHere(sources[0]));
        });
  }

  private static void assertMethodError(String message, String method) {
    assertError(message, "class Layer {\n  @ScopedForward\n  " + method + " // here\n}\n");
  }

  @Test
  void aMethodWithoutScope() {
    assertMethodError(
        "forward(int) takes no TensorScope, so there is nothing to open for its callers: add a"
            + " parameter of type dev.tenure.memory.TensorScope, or remove @ScopedForward",
        "void forward(int x) {}");
  }

  @Test
  void aMethodWithTwoScopes() {
    assertMethodError(
        "takes more than one TensorScope, and a wrapper opens exactly one: keep one of them and"
            + " open the other by scope.openChild()",
        "void forward(TensorScope a, TensorScope b) {}");
  }

  @Test
  void aPrivateMethod() {
    assertMethodError(
        "is private, so the generated class cannot call it: make it package-private or wider",
        "private void forward(TensorScope scope) {}");
  }

  @Test
  void aStaticMethod() {
    assertMethodError(
        "is static, and a wrapper delegates to an instance: make it an instance method",
        "static void forward(TensorScope scope) {}");
  }

  @Test
  void aPlainTensorAsResult() {
    assertMethodError(
        "forward(dev.tenure.memory.TensorScope) returns dev.tenure.tensor.Tensor, which a scope"
            + " cannot promote to the caller: return dev.tenure.tensor.PooledTensor",
        "Tensor forward(TensorScope scope) { return scope.rent(Shape.of(1)); }");
  }

  @Test
  void aTypeVariableOfTensorsAsResult() {
    assertMethodError(
        "returns T, which a scope cannot promote",
        "<T extends PooledTensor> T forward(TensorScope scope, T t) { return t; }");
  }

  @Test
  void arraysListsOptionalsAndRecordsOfTensorsAsResult() {
    String message = "results that hold several tensors are not supported yet: return one";
    String body = "(TensorScope scope) { return null; }";
    assertMethodError(message, "PooledTensor[] forward" + body);
    assertMethodError(message, "List<PooledTensor> forward" + body);
    assertMethodError(message, "Optional<? extends Tensor> forward" + body);
    assertMethodError(message, "Map<String, List<PooledTensor[]>> forward" + body);
    assertError(
        message,
        "class Layer {\n@ScopedForward Pair forward(TensorScope s) { return null; } // here\n}",
        "record Pair(int n, PooledTensor first, Pair next) {}");
  }

  @Test
  void aBorrowedOrWorkspaceTensorAsResult() {
    String message = "is borrowed, or that ends with the scope, so it cannot be handed to the";
    assertMethodError(
        message,
        "@Borrowed(\"x\") PooledTensor f(TensorScope scope, PooledTensor x) { return x; }");
    assertMethodError(message, "@Workspace PooledTensor f(TensorScope scope) { return null; }");
    assertMethodError(message, "TensorScope f(TensorScope scope) { return scope; }");
  }

  @Test
  void anArgumentOfTheScope() {
    assertMethodError(
        "x of forward(dev.tenure.memory.TensorScope,dev.tenure.tensor.PooledTensor) is @Scoped, but"
            + " callers of the generated method cannot have a tensor of a scope that it opens"
            + " itself: remove @Scoped",
        "void forward(TensorScope scope, @Scoped PooledTensor x) {}");
  }

  @Test
  void aPrivateType() {
    String message =
        "is private or inside a private type, so the generated class cannot name it: make it"
            + " package-private or wider";
    assertError(
        message,
        """
        class Outer {
          private static class Inner { // here
            @ScopedForward
            void f(TensorScope scope) {}
          }
        }
        """);
    assertError(
        message,
        """
        class Outer {
          private static class Between {
            static class Inner { // here
              @ScopedForward
              void f(TensorScope scope) {}
            }
          }
        }
        """);
  }

  @Test
  void aTypeWithoutAnySuchMethod() {
    assertError(
        "demo.Empty has no method that takes a dev.tenure.memory.TensorScope and can be called by"
            + " the generated class: add one, or remove @ScopedForward",
        """
        @ScopedForward
        class Empty { // here
          void f(int x) {}

          static void g(TensorScope scope) {}
        }
        """);
  }

  @Test
  void aClassOfTheGeneratedName() {
    assertError(
        "the class demo.ScopedLayer that is generated for demo.Layer exists already: rename one of"
            + " the two",
        """
        @ScopedForward
        class Layer { // here
          void f(TensorScope scope) {}
        }
        """,
        "class ScopedLayer {}");
  }

  @Test
  void twoTypesWithOneGeneratedName() {
    assertError(
        "the class demo.ScopedA_B that is generated for",
        """
        @ScopedForward
        class A_B { // here
          void f(TensorScope scope) {}
        }
        """,
        """
        class A {
          @ScopedForward
          static class B {
            void f(TensorScope scope) {}
          }
        }
        """);
  }

  @Test
  void overloadsThatBecomeEqual() {
    assertError(
        "f(dev.tenure.memory.TensorScope,int) and f(int,dev.tenure.memory.TensorScope) are the same"
            + " method without their TensorScope: rename one of them",
        """
        @ScopedForward
        class Layer {
          void f(TensorScope scope, int x) {}

          void f(int x, TensorScope scope) {} // here
        }
        """);
  }

  @Test
  void aMethodThatBecomesOneOfEveryObject() {
    assertMethodError(
        "hashCode(dev.tenure.memory.TensorScope) is a method of java.lang.Object without its"
            + " TensorScope: rename it",
        "int hashCode(TensorScope scope) { return 1; }");
  }

  @Test
  void aProblemOfAnInheritedMethodStandsOnTheType() {
    assertError(
        "forward(dev.tenure.memory.TensorScope) returns dev.tenure.tensor.Tensor",
        """
        @ScopedForward
        class Layer extends Base {} // here
        """,
        "class Base { Tensor forward(TensorScope scope) { return null; } }");
  }
}
