package dev.tenure.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.tenure.memory.TensorPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;

/// Compiles what an author wrote in the package `demo`, every warning an error, and runs it.
final class Author {
  private static final String PRELUDE =
      "package demo; import dev.tenure.annotations.*; import dev.tenure.memory.*;"
          + " import dev.tenure.tensor.*; import java.util.*; import java.util.function.*;"
          + " import org.jspecify.annotations.*;\n";

  private static final Pattern NAME = Pattern.compile("(?:class|interface|record|enum) (\\w+)");

  private Author() {}

  /// Compiles sources, each named after the first type that it declares.
  static Compilation compiles(String... sources) {
    return compilesBeside(List.of(), sources);
  }

  static Compilation compilesBeside(List<Processor> others, String... sources) {
    List<Processor> processors = new ArrayList<>(others);
    processors.add(new ScopedForwardProcessor());
    return Compiler.javac()
        .withProcessors(processors)
        .withOptions("-Xlint:all,-processing", "-Werror", "-parameters")
        .compile(Arrays.stream(sources).map(Author::file).toList());
  }

  static JavaFileObject file(String source) {
    Matcher name = NAME.matcher(source);
    assertThat(name.find()).isTrue();
    return source.startsWith("package dev.tenure.memory;")
        ? JavaFileObjects.forSourceString("dev.tenure.memory." + name.group(1), source)
        : JavaFileObjects.forSourceString("demo." + name.group(1), PRELUDE + source);
  }

  /// Returns the line of a source that carries the comment `// here`.
  static long lineOfHere(String source) {
    return (PRELUDE + source).lines().takeWhile(line -> !line.contains("// here")).count() + 1;
  }

  /// Returns what was generated.
  static String generated(Compilation compilation, String simpleName) {
    return compilation.generatedSourceFiles().stream()
        .filter(file -> file.getName().endsWith("/" + simpleName + ".java"))
        .map(Author::text)
        .findFirst()
        .orElseThrow(() -> new AssertionError(compilation.diagnostics().toString()));
  }

  /// Returns everything that was generated, in the order of the names.
  static String allGenerated(Compilation compilation) {
    return compilation.generatedSourceFiles().stream()
        .sorted(Comparator.comparing(JavaFileObject::getName))
        .map(Author::text)
        .collect(Collectors.joining("\n"));
  }

  /// Runs the author's class `Main`, which is a function of a pool.
  static Object runs(TensorPool pool, String... sources) {
    Compilation compilation = compiles(sources);
    assertThat(compilation.errors()).isEmpty();
    try {
      @SuppressWarnings("unchecked")
      Function<TensorPool, Object> main =
          (Function<TensorPool, Object>)
              new Loader(compilation).loadClass("demo.Main").getDeclaredConstructor().newInstance();
      return main.apply(pool);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static String text(JavaFileObject file) {
    try {
      return file.getCharContent(false).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Loader extends ClassLoader {
    private final Compilation compilation;

    Loader(Compilation compilation) {
      super(Author.class.getClassLoader());
      this.compilation = compilation;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      String path = "/" + name.replace('.', '/') + ".class";
      for (JavaFileObject file : compilation.generatedFiles()) {
        if (file.getName().endsWith(path)) {
          byte[] bytes = bytes(file);
          return defineClass(name, bytes, 0, bytes.length);
        }
      }
      throw new ClassNotFoundException(name);
    }

    private static byte[] bytes(JavaFileObject file) {
      try (var in = file.openInputStream()) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
