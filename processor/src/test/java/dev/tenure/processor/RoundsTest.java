package dev.tenure.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

class RoundsTest {
  /// Another processor, which generates `demo.Later` and `demo.LaterPair` in the first round.
  private static final class LaterProcessor extends AbstractProcessor {
    private boolean done;

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        write();
      }
      return false;
    }

    private void write() {
      write(
          "demo.Later",
          "package demo; class Later { static final String WARNING = \"rawtypes\";"
              + " int f(dev.tenure.memory.TensorScope s) { return 1; } }");
      write(
          "demo.LaterPair",
          "package demo; record LaterPair(dev.tenure.tensor.PooledTensor one, int two) {}");
    }

    private void write(String name, String source) {
      try (Writer out = processingEnv.getFiler().createSourceFile(name).openWriter()) {
        out.write(source);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String generated(String source) {
    Compilation compilation = Author.compilesBeside(List.of(new LaterProcessor()), source);
    assertThat(compilation.errors()).isEmpty();
    return Author.generated(compilation, "ScopedLayer");
  }

  @Test
  void aSignatureMayNameAClassThatIsGeneratedInTheSameRound() {
    assertThat(
            generated(
                "class Layer { @ScopedForward void g(TensorScope s, List<Later[]> later) {} }"))
        .contains("void g(List<Later[]> later)");
  }

  @Test
  void aSuperclassMayBeGeneratedInTheSameRound() {
    assertThat(generated("@ScopedForward class Layer extends Later {}")).contains("int f()");
  }

  @Test
  void aResultMayHoldARecordThatIsGeneratedInTheSameRound() {
    assertThat(
            generated(
                """
                class Layer {
                  record Outputs(LaterPair pair) {}

                  @ScopedForward
                  @Scoped
                  Outputs f(TensorScope s) {
                    return new Outputs(new LaterPair(s.rent(Shape.of(1)), 2));
                  }
                }
                """))
        .contains("tensors.add(result.pair().one());");
  }

  @Test
  void aConstructorMayTakeAClassThatIsGeneratedInTheSameRound() {
    assertThat(
            generated(
                "class Layer { Layer(Later l) {} @ScopedForward int g(TensorScope s) { return 1; }"
                    + " }"))
        .contains("ScopedLayer(TensorPool pool, Later l)");
  }

  @Test
  void anAnnotationMayNameAConstantThatIsGeneratedInTheSameRound() {
    assertThat(
            generated(
                "class Layer { @ScopedForward @SuppressWarnings(Later.WARNING)"
                    + " void g(TensorScope s) {} }"))
        .contains("@SuppressWarnings(\"rawtypes\")");
  }

  @Test
  void aTypeThatNobodyGeneratesIsReportedByTheCompilerAlone() {
    Compilation compilation =
        Author.compiles("class Layer { @ScopedForward void g(TensorScope s, Never never) {} }");

    assertThat(compilation.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.getMessage(null)).contains("cannot find symbol"));
  }

  @Test
  void theSameSourcesGiveTheSameFiles() {
    String source =
        "@ScopedForward class Layer { int f(TensorScope s, Map<String, ?> x) { return 1; } }";

    assertThat(Author.generated(Author.compiles(source), "ScopedLayer"))
        .isEqualTo(Author.generated(Author.compiles(source), "ScopedLayer"));
  }
}
