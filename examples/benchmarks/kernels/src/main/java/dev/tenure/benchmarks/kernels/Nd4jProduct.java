package dev.tenure.benchmarks.kernels;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// ND4J, in a class loader of its own with the versions of libraries that it needs.
final class Nd4jProduct implements Product {
  private static final String FOLDER = "nd4j.folder";
  private static final String MATRICES = "dev.tenure.benchmarks.kernels.nd4j.Nd4jMatrices";

  private final URLClassLoader classes;
  private final Runnable product;
  private final Supplier<?> output;

  private Nd4jProduct(URLClassLoader classes, Object matrices) {
    this.classes = classes;
    this.product = (Runnable) matrices;
    this.output = (Supplier<?>) matrices;
  }

  static Nd4jProduct open(ProductShape shape, int threads) {
    URLClassLoader classes =
        new URLClassLoader("nd4j", classPath(), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(classes);
    try {
      Object matrices =
          classes
              .loadClass(MATRICES)
              .getConstructor(
                  int.class, int.class, int.class, float[].class, float[].class, int.class)
              .newInstance(shape.m(), shape.n(), shape.k(), shape.left(), shape.right(), threads);
      return new Nd4jProduct(classes, matrices);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("ND4J does not start", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("ND4J's side of the comparison is not built", e);
    }
  }

  /// Returns its module's classes and what the module's build says that they need.
  private static URL[] classPath() {
    Path target = Path.of(System.getProperty(FOLDER));
    try {
      String libraries = Files.readString(target.resolve("class-path.txt")).strip();
      return Stream.concat(
              Stream.of(target.resolve("classes")),
              Pattern.compile(File.pathSeparator).splitAsStream(libraries).map(Path::of))
          .map(Nd4jProduct::url)
          .toArray(URL[]::new);
    } catch (IOException e) {
      throw new IllegalStateException("ND4J's side of the comparison is not built", e);
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(path + " is no address", e);
    }
  }

  @Override
  public void run() {
    product.run();
  }

  @Override
  public float[] result() {
    return (float[]) output.get();
  }

  @Override
  public void close() {
    try (classes;
        AutoCloseable _ = (AutoCloseable) product) {
      Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    } catch (Exception e) {
      throw new IllegalStateException("ND4J does not close", e);
    }
  }
}
