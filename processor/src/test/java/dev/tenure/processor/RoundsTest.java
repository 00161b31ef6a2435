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
  /// Another processor, which generates `demo.Later` in the first round.
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
      try (Writer out = processingEnv.getFiler().createSourceFile("demo.Later").openWriter()) {
        out.write(
            "package demo; class Later { static final String WARNING = \"rawtypes\";"
                + " int f(dev.tenure.memory.TensorScope s) { return 1; } }");
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
