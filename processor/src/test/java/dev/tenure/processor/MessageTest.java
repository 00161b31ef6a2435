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
        "@Scoped <T extends PooledTensor> T forward(TensorScope scope, T t) { return t; }");
  }

  @Test
  void aResultThatHoldsPlainTensors() {
    assertMethodError(
        "returns java.util.List<dev.tenure.tensor.Tensor> with a dev.tenure.tensor.Tensor in it,"
            + " which a scope cannot promote to the caller: let it hold"
            + " dev.tenure.tensor.PooledTensor",
        "@Scoped List<Tensor> forward(TensorScope scope) { return null; }");
  }

  @Test
  void aPooledResultThatIsNobodys() {
    String message =
        "and does not say whose it is, which stands for the caller's: annotate it @Scoped if it"
            + " belongs to the scope, which generated methods then hand out, or @Pooled if it is"
            + " the caller's already";
    assertMethodError(message, "PooledTensor forward(TensorScope s) { return null; }");
    assertMethodError(message, "Optional<PooledTensor> forward(TensorScope s) { return null; }");
  }

  @Test
  void tensorsThatCannotBeReached() {
    String message = "which holds tensors where a generated method cannot reach them: return a";
    assertMethodError(
        message, "@Scoped Supplier<PooledTensor> forward(TensorScope s) { return null; }");
    assertMethodError(
        message, "@Scoped Map<PooledTensor, String> forward(TensorScope s) { return null; }");
    assertError(
        message,
        "class Layer { @ScopedForward @Scoped Pair f(TensorScope s) { return null; } } // here",
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
  void aGeneratedMethodThatTheAuthorsOwnMethodBecomes() {
    assertError(
        "the method forwardAll(java.lang.Iterable) that is generated for"
            + " forwardAll(dev.tenure.memory.TensorScope,java.lang.Iterable<dev.tenure.tensor.Tensor>)"
            + " is generated for forward(dev.tenure.memory.TensorScope,dev.tenure.tensor.Tensor)"
            + " already: rename one of them, or leave this variant out by @ScopedForward(variants ="
            + " …)",
        """
        @ScopedForward
        class Layer {
          @Scoped PooledTensor forward(TensorScope scope, Tensor x) { return null; }

          int forwardAll(TensorScope scope, Iterable<Tensor> x) { return 1; } // here
        }
        """);
  }

  @Test
  void aVariantThatTheShapeDoesNotAllow() {
    assertError(
        "the variant INTO of forward(dev.tenure.memory.TensorScope) cannot be generated, because"
            + " its result is not exactly one pooled tensor: choose others, or leave variants away"
            + " for all that are possible",
        """
        class Layer {
          @ScopedForward(
              variants = {ScopedForward.Variant.OWNED, ScopedForward.Variant.INTO}) // here
          int forward(TensorScope scope) { return 1; }
        }
        """);
  }

  @Test
  void noVariantAtAll() {
    assertError(
        "no variant is chosen: name one, or remove this option for all that are possible",
        """
        class Layer {
          @ScopedForward(variants = {}) // here
          int forward(TensorScope scope) { return 1; }
        }
        """);
    assertError(
        "nothing is generated for forward(dev.tenure.memory.TensorScope), since its shape allows"
            + " none of the variants [LENT]",
        """
        @ScopedForward(variants = ScopedForward.Variant.LENT)
        class Layer {
          int forward(TensorScope scope) { return 1; } // here
        }
        """);
  }

  @Test
  void namesThatAreNone() {
    assertError(
        "'my layer' is not the simple name of a class: write one, such as \"LayerLayer\", or"
            + " remove this option",
        """
        @ScopedForward(name = "my layer") // here
        class Layer {
          void forward(TensorScope scope) {}
        }
        """);
    assertError(
        "'demo.Layers' is not the simple name of a class: write one, such as \"LayerOperations\"",
        """
        @ScopedForward(contract = "demo.Layers") // here
        class Layer {
          public void forward(TensorScope scope) {}
        }
        """);
  }

  @Test
  void namesThatAreTaken() {
    assertError(
        "the name Layer is that of the author's type already: choose another",
        """
        @ScopedForward(name = "Layer") // here
        class Layer {
          void forward(TensorScope scope) {}
        }
        """);
    assertError(
        "the name ScopedLayer is that of the generated class already: choose another",
        """
        @ScopedForward(contract = "ScopedLayer") // here
        class Layer {
          public void forward(TensorScope scope) {}
        }
        """);
  }

  @Test
  void aContractWithoutMethods() {
    assertError(
        "demo.Layer has no public method with a TensorScope, so the interface Layers would be"
            + " empty: make one public, or remove this option",
        """
        @ScopedForward(contract = "Layers") // here
        class Layer {
          void forward(TensorScope scope) {}
        }
        """);
  }

  @Test
  void anOptionOfTypesOnAMethod() {
    assertError(
        "name is an option of a type, and forward(dev.tenure.memory.TensorScope) is a method: move"
            + " it to @ScopedForward on demo.Layer",
        """
        class Layer {
          @ScopedForward(name = "Wrapped") // here
          void forward(TensorScope scope) {}
        }
        """);
  }

  @Test
  void everythingAtOnce() {
    Compilation compilation =
        Author.compiles(
            """
            @ScopedForward(name = "1")
            class Layer {
              @ScopedForward
              private void a(TensorScope scope) {}

              @ScopedForward
              void b() {}

              Tensor c(TensorScope scope) { return null; }
            }
            """,
            """
            class Other {
              @ScopedForward
              static void d(TensorScope one) {}

              @ScopedForward
              void e(TensorScope one, TensorScope two) {}
            }
            """);

    assertThat(compilation.errors()).hasSize(6);
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
