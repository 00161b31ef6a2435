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
import java.util.Objects;

/// Where models come from: this library, the class paths, and files that the user names.
public final class ModelFiles {
  /// Where a library's jar has its own model.
  public static final String RESOURCE = "META-INF/tenure.model";

  private static final List<BuiltIn> BUILT_IN =
      List.of(
          new BuiltIn("jdk", "java"),
          new BuiltIn("javax", "javax"),
          new BuiltIn("tenure", "dev.tenure.memory"),
          new BuiltIn("onnxruntime", "ai.onnxruntime"),
          new BuiltIn("djl", "ai.djl"),
          new BuiltIn("tensorflow", "org.tensorflow"),
          new BuiltIn("nd4j", "org.nd4j"),
          new BuiltIn("netty", "io.netty"),
          new BuiltIn("arrow", "org.apache.arrow"),
          new BuiltIn("jlama", "com.github.tjake.jlama"));

  private ModelFiles() {}

  /// A model that comes with this library.
  ///
  /// @param name the name of its file
  /// @param root the package that all types of the modelled library lie below
  public record BuiltIn(String name, String root) {
    /// Returns whether the types of a package may be modelled here.
    ///
    /// @param packageName any package
    /// @return whether it lies below the root
    public boolean covers(String packageName) {
      return packageName.startsWith(root)
          && (packageName.length() == root.length() || packageName.charAt(root.length()) == '.');
    }

    /// Reads the model.
    ///
    /// @return its types
    /// @throws IllegalStateException if this library was built with a wrong model
    public List<TypeModel> types() {
      String file = "/dev/tenure/checks/models/" + name + ".model";
      URL url = Objects.requireNonNull(ModelFiles.class.getResource(file), file);
      try {
        return read(url);
      } catch (ModelException wrong) {
        throw new IllegalStateException(wrong);
      }
    }
  }

  /// Returns the models that come with this library.
  ///
  /// @return one for each library
  public static List<BuiltIn> builtIn() {
    return BUILT_IN;
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
