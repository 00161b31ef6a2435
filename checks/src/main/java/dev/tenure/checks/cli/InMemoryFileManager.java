package dev.tenure.checks.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/// Reads from disk, keeps what is written in memory, and finds annotation processors on this
/// program's own class path.
final class InMemoryFileManager extends ForwardingJavaFileManager<JavaFileManager> {
  InMemoryFileManager(JavaFileManager disk) {
    super(disk);
  }

  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.ANNOTATION_PROCESSOR_PATH || super.hasLocation(location);
  }

  @Override
  public @Nullable ClassLoader getClassLoader(Location location) {
    // A loader of its own, because javac closes the one that it is given where that can be closed.
    return location == StandardLocation.ANNOTATION_PROCESSOR_PATH
        ? new ClassLoader(InMemoryFileManager.class.getClassLoader()) {}
        : super.getClassLoader(location);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
    return new MemoryFile(className.replace('.', '/') + kind.extension, kind);
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String relativeName, @Nullable FileObject sibling) {
    return new MemoryFile(
        packageName.replace('.', '/') + "/" + relativeName, JavaFileObject.Kind.OTHER);
  }

  /// A file that lives as long as its compilation.
  private static final class MemoryFile extends SimpleJavaFileObject {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    MemoryFile(String name, Kind kind) {
      super(URI.create("memory:///" + name), kind);
    }

    @Override
    public OutputStream openOutputStream() {
      content.reset();
      return content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content.toString(StandardCharsets.UTF_8);
    }
  }
}
