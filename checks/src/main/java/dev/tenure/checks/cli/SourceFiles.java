package dev.tenure.checks.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.jspecify.annotations.Nullable;

/// The files of one compilation, which remembers under which name each was given.
final class SourceFiles {
  private final List<JavaFileObject> fileObjects;
  private final Map<URI, Path> namesAsGiven;

  private SourceFiles(List<JavaFileObject> fileObjects, Map<URI, Path> namesAsGiven) {
    this.fileObjects = fileObjects;
    this.namesAsGiven = namesAsGiven;
  }

  /// Makes the files of a compilation.
  ///
  /// @param texts what stands in some of them instead of what is on disk
  static SourceFiles of(List<Path> paths, Map<Path, String> texts, StandardJavaFileManager files) {
    Map<URI, Path> names = new LinkedHashMap<>();
    List<JavaFileObject> objects =
        paths.stream()
            .filter(path -> !path.endsWith("module-info.java"))
            .distinct()
            .<JavaFileObject>map(path -> {
              JavaFileObject object = files.getJavaFileObjects(path).iterator().next();
              names.put(object.toUri(), path);
              String text = texts.get(path);
              return text == null ? object : new EditedFile(object, text);
            })
            .toList();
    return new SourceFiles(objects, names);
  }

  boolean isEmpty() {
    return fileObjects.isEmpty();
  }

  List<JavaFileObject> fileObjects() {
    return fileObjects;
  }

  /// Returns the name of a file as it was given; for a generated file, the name that it was made
  /// with.
  Optional<Path> nameOf(@Nullable JavaFileObject file) {
    return file == null
        ? Optional.empty()
        : Optional.of(namesAsGiven.getOrDefault(file.toUri(), Path.of(file.getName())));
  }

  /// A file on disk, with another text.
  private static final class EditedFile extends ForwardingJavaFileObject<JavaFileObject> {
    private final String text;

    EditedFile(JavaFileObject file, String text) {
      super(file);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
