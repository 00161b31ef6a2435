package dev.tenure.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import org.junit.jupiter.api.Test;

/// What the wrapper takes over from the author's declarations; everything compiles without a
/// warning.
class CarriedDeclarationTest {
  private static String generated(String name, String... sources) {
    Compilation compilation = Author.compiles(sources);
    assertThat(compilation.errors()).isEmpty();
    return Author.generated(compilation, name);
  }

  @Test
  void typeVariablesAndTheirBounds() {
    String source =
        generated(
            "ScopedPipe",
            """
            class Pipe<K extends Comparable<? super K> & Cloneable> {
              @ScopedForward
              <T extends List<K>, E extends Exception> T run(TensorScope scope, T in, Map<K, ?> m)
                  throws E, java.io.IOException {
                return in;
              }
            }
            """);

    assertThat(source)
        .contains("final class ScopedPipe<K extends Comparable<? super K> & Cloneable>")
        .contains("ScopedPipe(TensorPool pool, Pipe<K> delegate)")
        .contains("<T extends List<K>, E extends Exception> T run(T in, Map<K, ?> m) throws E,")
        .contains("return delegate.<T, E>run(scope, in, m);");
  }

  @Test
  void variableArguments() {
    String source =
        generated(
            "ScopedConcat",
            """
            @ScopedForward
            class Concat {
              @Scoped PooledTensor plain(TensorScope scope, Tensor... inputs) {
                return scope.rent(Shape.of(inputs.length));
              }

              @SafeVarargs
              final <T> int safe(TensorScope scope, List<T>... inputs) {
                return inputs.length;
              }

              @SuppressWarnings("unchecked")
              <T> int unsafe(TensorScope scope, T... inputs) {
                return inputs.length;
              }
            }
            """);

    assertThat(source)
        .contains("PooledTensor plain(Tensor... inputs)")
        .contains("final <T> int safe(List<T>... inputs)")
        .contains("<T> int unsafe(T... inputs)");
  }

  @Test
  void nullnessAndLifetimeAnnotations() {
    String source =
        generated(
            "ScopedNulls",
            """
            @org.jspecify.annotations.NullMarked
            class Nulls {
              @ScopedForward
              @org.jspecify.annotations.Nullable String f(
                  TensorScope scope,
                  @Borrowed Tensor a,
                  @org.jspecify.annotations.Nullable Tensor b,
                  List<@org.jspecify.annotations.Nullable String> c,
                  String @org.jspecify.annotations.Nullable [] d,
                  Map.@org.jspecify.annotations.Nullable Entry<String, String> e) {
                return null;
              }
            }
            """);

    assertThat(source)
        .contains("@NullMarked")
        .contains("@Nullable String f(")
        .contains("@Borrowed Tensor a")
        .contains("@Nullable Tensor b")
        .contains("List<@Nullable String> c")
        .contains("String @Nullable [] d")
        .contains("Map. @Nullable Entry<String, String> e");
  }

  @Test
  void anAnnotationForDeclarationsAndTypesIsWrittenOnce() {
    String source =
        generated(
            "ScopedTwice",
            """
            class Twice {
              @java.lang.annotation.Target({
                java.lang.annotation.ElementType.TYPE_USE,
                java.lang.annotation.ElementType.METHOD,
                java.lang.annotation.ElementType.PARAMETER
              })
              @interface Nullable {}

              @ScopedForward
              @Nullable String f(TensorScope scope, @Nullable String[] x, @Nullable String y) {
                return y;
              }
            }
            """);

    assertThat(source).contains("f(@Twice.Nullable String[] x, @Twice.Nullable String y)");
  }

  @Test
  void deprecation() {
    String source =
        generated(
            "ScopedOld",
            """
            @ScopedForward
            class Old {
              @Deprecated
              void soft(TensorScope scope) {}

              /** @deprecated use something else */
              @Deprecated(since = "2", forRemoval = true)
              void hard(TensorScope scope) {}
            }
            """);

    assertThat(source)
        .contains("@deprecated as {@link Old#hard(TensorScope)} is")
        .containsPattern("@Deprecated\\(\\s*since = \"2\",\\s*forRemoval = true");
  }

  @Test
  void visibility() {
    String source =
        """
        public class Outer {
          public static class Open {
            @ScopedForward
            public void f(TensorScope scope) {}

            @ScopedForward
            protected void g(TensorScope scope) {}
          }

          static class Closed {
            @ScopedForward
            public void f(TensorScope scope) {}
          }
        }
        """;

    assertThat(generated("ScopedOuter_Open", source))
        .contains("public final class ScopedOuter_Open")
        .contains("public ScopedOuter_Open(TensorPool pool, Outer.Open delegate)")
        .contains("  public void f()")
        .contains("  void g()")
        .doesNotContain("protected");
    assertThat(generated("ScopedOuter_Closed", source))
        .contains("\\nfinal class ScopedOuter_Closed".translateEscapes())
        .contains("  ScopedOuter_Closed(TensorPool pool");
  }

  @Test
  void innerClassesOfGenericClasses() {
    String source =
        generated(
            "ScopedOuter_Inner",
            """
            class Outer<A> {
              class Inner<B> {
                @ScopedForward
                int f(TensorScope scope, A a, B b) {
                  return 1;
                }
              }
            }
            """);

    assertThat(source)
        .contains("final class ScopedOuter_Inner<A, B>")
        .contains("Outer<A>.Inner<B> delegate");
  }

  @Test
  void inheritedMethodsWithTheirTypeVariablesReplaced() {
    String source =
        generated(
            "ScopedLeaf",
            """
            @ScopedForward
            class Leaf extends Base<String> implements Extra {
              @Override
              void overridden(TensorScope scope) {}
            }
            """,
            """
            class Base<X> {
              X twice(TensorScope scope, List<X> x) {
                return x.get(0);
              }

              void overridden(TensorScope scope) {}

              private void hidden(TensorScope scope) {}

              static void shared(TensorScope scope) {}
            }
            """,
            """
            interface Extra extends More {
              @Override
              default void extra(TensorScope scope) {}
            }
            """,
            """
            interface More {
              default void extra(TensorScope scope) {}
            }
            """);

    assertThat(source)
        .contains("String twice(List<String> x)")
        .containsOnlyOnce("void overridden()")
        .containsOnlyOnce("public void extra()")
        .doesNotContain("hidden")
        .doesNotContain("void shared");
  }

  @Test
  void interfacesRecordsAndEnums() {
    assertThat(
            generated(
                "ScopedLayer",
                "@ScopedForward interface Layer { @Scoped PooledTensor f(TensorScope scope); }"))
        .contains("public PooledTensor f()");
    assertThat(
            generated(
                "ScopedLayer",
                "@ScopedForward record Layer(int n) { int f(TensorScope scope) { return n; } }"))
        .contains("int f()");
    assertThat(
            generated(
                "ScopedLayer",
                "@ScopedForward enum Layer { ONE; int f(TensorScope scope) { return 1; } }"))
        .contains("int f()");
  }

  @Test
  void overloads() {
    String source =
        generated(
            "ScopedMany",
            """
            @ScopedForward
            class Many {
              void f(TensorScope scope, int x) {}

              void f(TensorScope scope, long x) {}

              void unrelated(int x) {}
            }
            """);

    assertThat(source)
        .contains("void f(int x)")
        .contains("void f(long x)")
        .doesNotContain("unrelated");
  }

  @Test
  void whatTheTypesAroundANestedTypeSayHoldsForTheWrapper() {
    String source =
        generated(
            "ScopedOuter_Inner",
            """
            @org.jspecify.annotations.NullMarked
            @SuppressWarnings("rawtypes")
            @Deprecated(forRemoval = true)
            class Outer {
              @org.jspecify.annotations.NullUnmarked
              static class Inner {
                @ScopedForward
                int f(TensorScope scope, List raw) {
                  return 1;
                }
              }
            }
            """);

    assertThat(source)
        .contains("@NullUnmarked")
        .doesNotContain("@NullMarked")
        .contains("\"rawtypes\"")
        .contains("\"removal\"");
  }
}
