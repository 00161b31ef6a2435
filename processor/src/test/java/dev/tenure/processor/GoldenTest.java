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
          PooledTensor scaled = scope.rent(input.shape());
          PooledTensor output = scope.rent(weights.shape());
          output.copyFrom(scaled);
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
