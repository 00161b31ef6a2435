package dev.tenure.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The whole text of what is generated, which the documentation shows too.
class GoldenTest {
  private static final String LINEAR =
      """
      public final class Linear {
        private final Tensor weights;

        public Linear(Tensor weights) {
          this.weights = weights;
        }

        @ScopedForward
        @Scoped
        public PooledTensor forward(TensorScope scope, Tensor input) {
          PooledTensor products = scope.rent(input.shape());
          for (long i = 0; i < input.shape().elementCount(); i++) {
            products.set(i, weights.get(i) * input.get(i));
          }
          PooledTensor output = scope.rent(Shape.of(1));
          for (float product : products.toArray()) {
            output.set(0, output.get(0) + product);
          }
          return output;
        }
      }
      """;

  private static String resource(String name) throws IOException {
    try (var in = Objects.requireNonNull(GoldenTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void theWrapperOfALayerReadsLikeThis() throws IOException {
    Compilation compilation = Author.compiles(LINEAR);

    assertThat(Author.generated(compilation, "ScopedLinear"))
        .isEqualTo(resource("ScopedLinear.java.golden"));
  }

  @Test
  void thePageShowsTheSource() throws IOException {
    assertThat(Files.readString(Path.of("docs", "scoped-forward.md")))
        .contains(resource("ScopedLinear.java.golden"))
        .contains(LINEAR);
  }
}
