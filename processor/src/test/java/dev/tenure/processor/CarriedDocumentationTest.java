package dev.tenure.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import org.junit.jupiter.api.Test;

/// What the wrapper takes over from the author's comments.
class CarriedDocumentationTest {
  private static String generated(String comment) {
    Compilation compilation =
        Author.compiles(
            """
            public class Layer {
            %s
              @ScopedForward
              @Scoped
              public PooledTensor forward(TensorScope scope, Tensor x) throws java.io.IOException {
                return scope.rent(x.shape());
              }
            }
            """
                .formatted(comment.indent(2)));
    assertThat(compilation.errors()).isEmpty();
    return Author.generated(compilation, "ScopedLayer");
  }

  @Test
  void descriptionParametersResultAndFailures() {
    assertThat(
            generated(
                """
                /**
                 * Adds things up.
                 *
                 * @param x what is added
                 * @return the sum.
                 * @throws java.io.IOException if the disk is full
                 */
                """))
        .contains("   * Adds things up.\n   *\n   * <p>Calls {@link Layer#forward(")
        .contains("@param x what is added\n")
        .contains("@return the sum; the caller closes it\n")
        .contains("@throws IOException if the disk is full\n");
  }

  @Test
  void linksBecomeCode() {
    assertThat(generated("/** Reads {@link Tensor#get(long)}, {@linkplain Map maps}. */"))
        .contains("Reads {@code Tensor.get(long)}, maps.");
  }

  @Test
  void markdownBecomesHtml() {
    assertThat(
            generated(
                """
                /// Adds `a < b`, [Shape#rank()] & [views][Tensor#slice(int, int)].
                ///
                /// More.
                """))
        .contains("Adds {@code a < b}, {@code Shape.rank()} &amp; views.")
        .contains("<p>More.");
  }

  @Test
  void nothingEndsTheCommentEarly() {
    assertThat(generated("/// All of src/**/*.java and `a/**/b`."))
        .contains("All of src/**&#47;*.java and <code>a/**&#47;b</code>.");
  }

  @Test
  void whatIsSaidOfTheScopeIsLeftOut() {
    assertThat(
            generated(
                """
                /**
                 * Adds things up.
                 *
                 * @param scope what owns the result
                 * @param x what is added
                 * @return the sum, owned by the scope
                 */
                """))
        .contains("@return its result; the caller closes it")
        .doesNotContain("@param scope")
        .doesNotContain("owned by the scope");
  }
}
