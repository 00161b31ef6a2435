package dev.tenure.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole text of what is generated for each shape, which the documentation shows too.
///
/// `-Dgolden=write` writes what is generated now, for `git diff` to judge.
class GoldenTest {
  private static final Path FILES = Path.of("src/test/resources/dev/tenure/processor/golden");

  private static String read(String name) throws IOException {
    return Files.readString(FILES.resolve(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tensor",
        "record",
        "list",
        "array",
        "optional",
        "map",
        "sealed",
        "nullable",
        "owned",
        "destination",
        "value",
        "generic",
        "constructors",
        "planned"
      })
  void theGeneratedSourceReadsLikeThis(String shape) throws IOException {
    Compilation compilation = Author.compiles(read(shape + ".author"));
    assertThat(compilation.diagnostics()).isEmpty();

    String generated = Author.allGenerated(compilation);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(FILES.resolve(shape + ".golden"), generated);
    }

    assertThat(generated).isEqualTo(read(shape + ".golden"));
  }

  @Test
  void thePageShowsAnAuthorsClassAndItsGeneratedSource() throws IOException {
    assertThat(Files.readString(Path.of("docs", "scoped-forward.md")))
        .contains(read("tensor.author"))
        .contains(read("tensor.golden"));
  }
}
