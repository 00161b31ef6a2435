package dev.tenure.checks.models;

import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The libraries on the test's class path, as javac sees them.
final class Libraries {
  private final JavacTask task;

  Libraries() {
    JavaFileObject nothing =
        new SimpleJavaFileObject(URI.create("string:///Nothing.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "class Nothing {}";
          }
        };
    List<String> options =
        List.of(
            "-proc:none",
            "-implicit:none",
            "-classpath",
            System.getProperty("java.class.path"),
            "--add-modules",
            "ALL-SYSTEM");
    task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, _ -> {}, options, null, List.of(nothing));
    try {
      var _ = task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The class path of the test, for compilations against the libraries.
  static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }

  @Nullable TypeElement type(String canonicalName) {
    return task.getElements().getTypeElement(canonicalName);
  }

  boolean hasMember(TypeElement type, String method) {
    return task.getElements().getAllMembers(type).stream()
        .anyMatch(member -> member.getSimpleName().contentEquals(method));
  }

  String erased(VariableElement parameter) {
    return task.getTypes().erasure(parameter.asType()).toString();
  }
}
