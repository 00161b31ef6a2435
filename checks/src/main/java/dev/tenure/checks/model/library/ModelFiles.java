package dev.tenure.checks.model.library;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/// Where models come from: this library, the class paths, and files that the user names.
public final class ModelFiles {
  /// Where a library's jar has its own model.
  public static final String RESOURCE = "META-INF/tenure.model";

  private static final List<String> BUILT_IN =
      List.of("jdk", "onnxruntime", "djl", "tensorflow", "nd4j", "netty", "arrow", "jlama");

  private ModelFiles() {}

  /// Returns the names of the models that come with this library.
  ///
  /// @return the names, for [#builtIn]
  public static List<String> builtInNames() {
    return BUILT_IN;
  }

  /// Returns the types of a model that comes with this library.
  ///
  /// @param name one of the names
  /// @return its types
  /// @throws ModelException if the model is wrong
  public static List<TypeModel> builtIn(String name) throws ModelException {
    String file = "/dev/tenure/checks/models/" + name + ".model";
    URL url = ModelFiles.class.getResource(file);
    if (url == null) {
      throw new IllegalArgumentException("there is no model " + name);
    }
    return read(url);
  }

  /// Reads a model from a file.
  ///
  /// @param file where it is
  /// @return its types
  /// @throws ModelException if it cannot be read, or is wrong
  public static List<TypeModel> read(Path file) throws ModelException {
    try {
      return ModelParser.parse(file.toString(), Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      throw new ModelException(file.toString(), "there is no such file; name a library model", e);
    } catch (IOException e) {
      throw new ModelException(file.toString(), "cannot be read as UTF-8 text: " + e, e);
    }
  }

  /// Reads the models that a class path brings along as [#RESOURCE].
  ///
  /// @param loader the class path
  /// @return the types of all, in the order of the class path
  /// @throws ModelException if one cannot be read, or is wrong
  public static List<TypeModel> onClassPath(ClassLoader loader) throws ModelException {
    List<TypeModel> types = new ArrayList<>();
    try {
      for (Enumeration<URL> found = loader.getResources(RESOURCE); found.hasMoreElements(); ) {
        types.addAll(read(found.nextElement()));
      }
    } catch (IOException e) {
      throw new ModelException(RESOURCE, "cannot be looked up on the class path: " + e, e);
    }
    return types;
  }

  private static List<TypeModel> read(URL url) throws ModelException {
    try {
      URLConnection connection = url.openConnection();
      // A cached connection would keep the jar open when the compilation is over.
      connection.setUseCaches(false);
      try (InputStream stream = connection.getInputStream();
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        return ModelParser.parse(url.toString(), reader.lines().toList());
      }
    } catch (IOException e) {
      throw new ModelException(url.toString(), "cannot be read: " + e, e);
    }
  }
}
