package dev.tenure.checks.model.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.checks.cli.CheckRequest;
import dev.tenure.checks.cli.CheckResult;
import dev.tenure.checks.cli.CompileError;
import dev.tenure.checks.cli.Finding;
import dev.tenure.checks.cli.SourceChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What models say, as the checks see it.
final class LibraryModelsTest {
  private static final String LIBRARY =
      """
      class Buffer {
        void release() {}
        void write(int value) {}
        Buffer part() { throw new IllegalStateException(); }
      }
      interface Source {
        Buffer next();
        void accept(Buffer buffer);
      }
      abstract class Pool implements Source {
        Buffer shared() { throw new IllegalStateException(); }
      }
      """;

  private static final String MODEL =
      """
      type Buffer pooled closers release
        view part()
      type Source
        accept(takes Buffer)
      type Pool
        borrowed shared()
      """;

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path libraryWithModel() throws IOException {
    var unused = file("lib/" + ModelFiles.RESOURCE, MODEL);
    return folder.resolve("lib");
  }

  private CheckResult check(List<Path> classPath, List<String> options, String body)
      throws IOException {
    Path library = file("Pool.java", LIBRARY);
    Path source = file("Use.java", "class Use {\n  void use(Pool pool) {\n" + body + "\n  }\n}\n");
    return new SourceChecker()
        .check(
            new CheckRequest(
                List.of(library, source),
                classPath,
                OptionalInt.empty(),
                List.of(),
                List.of("PooledNotClosed"),
                List.of(),
                options));
  }

  private List<String> modelOption(String model) throws IOException {
    return List.of("-XepOpt:Tenure:Models=" + file("library.model", model));
  }

  private static List<Long> lines(CheckResult result) {
    assertThat(result.errors()).isEmpty();
    return result.findings().stream().map(Finding::line).toList();
  }

  @Test
  void withoutAModelNothingIsKnown() throws IOException {
    assertThat(lines(check(List.of(), List.of(), "pool.next().write(1);"))).isEmpty();
  }

  @Test
  void aModelledTypeIsPooled() throws IOException {
    assertThat(lines(check(List.of(), modelOption(MODEL), "pool.next().write(1);")))
        .containsExactly(3L);
  }

  @Test
  void aModelledCloserEndsIt() throws IOException {
    assertThat(
            lines(
                check(
                    List.of(),
                    modelOption(MODEL),
                    "Buffer b = pool.next(); b.part().write(1); b.release();")))
        .isEmpty();
  }

  @Test
  void whatAModelCallsBorrowedNeedsNoClose() throws IOException {
    assertThat(lines(check(List.of(), modelOption(MODEL), "pool.shared().write(1);"))).isEmpty();
  }

  @Test
  void aMethodHasTheModelOfTheOneThatItOverrides() throws IOException {
    assertThat(lines(check(List.of(), modelOption(MODEL), "pool.accept(pool.next());"))).isEmpty();
    assertThat(
            lines(
                check(
                    List.of(),
                    modelOption(MODEL.replace("takes", "borrows")),
                    "pool.accept(pool.next());")))
        .containsExactly(3L);
  }

  @Test
  void aLibraryBringsItsModelAlong() throws IOException {
    Path root = libraryWithModel();

    assertThat(lines(check(List.of(root), List.of(), "pool.next().write(1);"))).containsExactly(3L);
  }

  @Test
  void aModelGivenByOptionGoesFirst() throws IOException {
    Path root = libraryWithModel();

    assertThat(
            lines(
                check(
                    List.of(root),
                    modelOption("type Source\n  borrowed next()\n"),
                    "pool.next().write(1);")))
        .isEmpty();
  }

  @Test
  void aWrongModelIsAnErrorOfTheCompilation() throws IOException {
    CheckResult result = check(List.of(), modelOption("type Buffer poled"), "pool.shared();");

    assertThat(result.errors())
        .extracting(CompileError::message)
        .singleElement()
        .asString()
        .contains("library.model:1: 'poled' is not a word");
  }

  @Test
  void aBuiltInModelSaysNothingOfTheLibrarysOwnSources() throws IOException {
    Path type =
        file(
            "io/netty/buffer/ByteBuf.java",
            """
            package io.netty.buffer;
            public class ByteBuf {
              public boolean release() { return true; }
            }
            """);
    Path use =
        file(
            "io/netty/buffer/Library.java",
            """
            package io.netty.buffer;
            class Library {
              void grow() { ByteBuf made = new ByteBuf(); }
            }
            """);

    CheckResult result =
        new SourceChecker()
            .check(
                new CheckRequest(
                    List.of(type, use),
                    List.of(),
                    OptionalInt.empty(),
                    List.of(),
                    List.of("PooledNotClosed"),
                    List.of(),
                    List.of()));

    assertThat(lines(result)).isEmpty();
  }
}
